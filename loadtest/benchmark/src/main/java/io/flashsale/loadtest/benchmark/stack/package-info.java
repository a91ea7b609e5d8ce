/** The running stack: where it answers, what its databases hold, and when a write of it counts as done. */
@NullMarked
package io.flashsale.loadtest.benchmark.stack;

import org.jspecify.annotations.NullMarked;
