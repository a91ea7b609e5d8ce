package io.flashsale.payment.domain;

import java.time.Instant;

/** An order's money has arrived. */
public record PaymentCaptured(
        String paymentId,
        String orderId,
        String buyerId,
        Money amount,
        Rewards rewards,
        PaymentMethod method,
        Instant at) {

    /** What there is to say about a payment captured at the given time. */
    public static PaymentCaptured of(Payment payment, Instant at) {
        return new PaymentCaptured(
                payment.id(),
                payment.orderId(),
                payment.buyerId(),
                payment.amount(),
                payment.rewards(),
                payment.method(),
                at);
    }
}
