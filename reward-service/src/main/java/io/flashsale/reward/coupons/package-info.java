/** Coupons in the hands of buyers. */
@NullMarked
package io.flashsale.reward.coupons;

import org.jspecify.annotations.NullMarked;
