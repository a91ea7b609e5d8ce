/** Buying with more and more of one thing: order-services, items, buyers. */
@NullMarked
package io.flashsale.loadtest.benchmark.scale;

import org.jspecify.annotations.NullMarked;
