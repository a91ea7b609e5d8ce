package io.flashsale.order.messaging;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Tender;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code payment-events}: payment-service has the buyer's money, and what was spent in the place of money.
 *
 * @param amount minor units
 * @param points null, as everything that follows, where nothing but money was taken
 */
record PaymentCapturedMessage(
        String paymentId,
        String orderId,
        long amount,
        String currency,
        @Nullable Long points,
        @Nullable Long pointsDiscount,
        @Nullable String couponId,
        @Nullable Long couponDiscount) {
    static final String TOPIC = "payment-events";
    static final String TAG = "PaymentCaptured";

    Tender tender() {
        return new Tender(
                new Money(amount, currency),
                points == null ? 0 : points,
                pointsDiscount == null ? 0 : pointsDiscount,
                couponId,
                couponDiscount == null ? 0 : couponDiscount);
    }
}
