/** Buyers, and what they were told. */
@NullMarked
package io.flashsale.loadtest.chaos.crowd;

import org.jspecify.annotations.NullMarked;
