/** Where the benchmarks begin: one of them is run, and its outcome is told. */
@NullMarked
package io.flashsale.loadtest.benchmark;

import org.jspecify.annotations.NullMarked;
