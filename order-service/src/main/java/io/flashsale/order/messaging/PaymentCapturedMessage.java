package io.flashsale.order.messaging;

/**
 * Topic {@code payment-events}: payment-service has the buyer's money.
 *
 * @param amount minor units
 */
record PaymentCapturedMessage(String paymentId, String orderId, long amount, String currency) {

    static final String TOPIC = "payment-events";
    static final String TAG = "PaymentCaptured";
}
