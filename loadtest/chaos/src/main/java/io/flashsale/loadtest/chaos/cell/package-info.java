/** One fault at one moment of a sale, and what has to be true afterwards. */
@NullMarked
package io.flashsale.loadtest.chaos.cell;

import org.jspecify.annotations.NullMarked;
