/** How a benchmark tells what it found: figures over the rounds, in tables, on the terminal and in files. */
@NullMarked
package io.flashsale.loadtest.benchmark.report;

import org.jspecify.annotations.NullMarked;
