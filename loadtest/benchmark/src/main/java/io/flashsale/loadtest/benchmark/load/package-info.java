/** The load generator: one thread, keep-alive connections, no work per request that can be done before. */
@NullMarked
package io.flashsale.loadtest.benchmark.load;

import org.jspecify.annotations.NullMarked;
