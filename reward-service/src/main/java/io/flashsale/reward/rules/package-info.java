/** What operators decide: which orders earn points and coupons, and what a coupon is. */
@NullMarked
package io.flashsale.reward.rules;

import org.jspecify.annotations.NullMarked;
