package io.flashsale.reward.coupons;

import io.flashsale.reward.Purchase;
import org.jspecify.annotations.Nullable;

/**
 * The coupons of an order.
 *
 * @param buyerId null until they are granted
 * @param amount minor units they were granted for
 * @param closed the order was refunded; it earns no coupons any more
 */
record CouponGrant(
        String orderId,
        @Nullable String buyerId,
        @Nullable Long amount,
        @Nullable String campaignId,
        boolean closed) {

    boolean grantedFor(Purchase purchase) {
        return amount != null && new Purchase(String.valueOf(buyerId), amount, campaignId).equals(purchase);
    }
}
