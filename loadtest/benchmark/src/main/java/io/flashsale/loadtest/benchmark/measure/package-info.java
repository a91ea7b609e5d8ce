/** Reading the processor clocks of processes and of the machine, and summing up repeated measurements. */
@NullMarked
package io.flashsale.loadtest.benchmark.measure;

import org.jspecify.annotations.NullMarked;
