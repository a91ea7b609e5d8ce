package io.flashsale.reward.checkout;

import org.jspecify.annotations.Nullable;

/**
 * What a buyer wants to pay an order with.
 *
 * @param orderAmount minor units, positive
 * @param points not negative
 * @param couponId null for none
 */
public record Checkout(
        String orderId,
        String buyerId,
        long orderAmount,
        long points,
        @Nullable Long couponId) {}
