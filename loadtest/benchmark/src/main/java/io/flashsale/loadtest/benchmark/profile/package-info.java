/** What the processors were busy with while something was measured: recordings of the JVMs, and their sums. */
@NullMarked
package io.flashsale.loadtest.benchmark.profile;

import org.jspecify.annotations.NullMarked;
