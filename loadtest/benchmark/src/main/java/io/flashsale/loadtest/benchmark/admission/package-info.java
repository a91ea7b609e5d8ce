/** Buying, layer by layer from the inside out, and the usual ways to do the same. */
@NullMarked
package io.flashsale.loadtest.benchmark.admission;

import org.jspecify.annotations.NullMarked;
