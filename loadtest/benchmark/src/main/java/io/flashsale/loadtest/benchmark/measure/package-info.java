/** How often and how long is measured, processor clocks of processes and machine, and the spread of repetitions. */
@NullMarked
package io.flashsale.loadtest.benchmark.measure;

import org.jspecify.annotations.NullMarked;
