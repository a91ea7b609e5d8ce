package io.flashsale.payment.messaging;

import io.flashsale.payment.domain.PaymentCaptured;
import java.time.Instant;

/**
 * {@code PaymentCaptured} on the wire, schema 1.
 *
 * @param amount minor units
 */
record PaymentCapturedMessage(
        String paymentId, String orderId, String buyerId, long amount, String currency, String method, Instant at) {

    static PaymentCapturedMessage of(PaymentCaptured event) {
        return new PaymentCapturedMessage(
                event.paymentId(),
                event.orderId(),
                event.buyerId(),
                event.amount().amount(),
                event.amount().currency(),
                event.method().name(),
                event.at());
    }
}
