/** Points and a coupon as part of a payment: held, spent, given back. */
@NullMarked
package io.flashsale.reward.checkout;

import org.jspecify.annotations.NullMarked;
