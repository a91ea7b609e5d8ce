package io.flashsale.reward.checkout;

import org.jspecify.annotations.Nullable;

/** What is set aside for one payment. A row that is new or a tombstone knows no order. */
record Hold(
        String holdId,
        Status status,
        @Nullable String orderId,
        @Nullable String buyerId,
        @Nullable Long orderAmount,
        long points,
        @Nullable Long couponId,
        long pointsDiscount,
        long couponDiscount) {

    enum Status {
        /** Only ever seen by the transaction that writes it. */
        NEW,
        HELD,
        SPENT,
        CANCELLED
    }

    /** What was asked for; not for a row without an order. */
    Checkout checkout() {
        if (orderId == null || buyerId == null || orderAmount == null) {
            throw new IllegalStateException("Hold " + holdId + " knows no order");
        }
        return new Checkout(orderId, buyerId, orderAmount, points, couponId);
    }

    Discounts discounts() {
        return new Discounts(pointsDiscount, couponDiscount);
    }
}
