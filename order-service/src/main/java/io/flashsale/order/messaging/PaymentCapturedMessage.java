package io.flashsale.order.messaging;

/** Topic {@code payment-events}: payment-service has the buyer's money. */
record PaymentCapturedMessage(String paymentId, String orderId, MoneyMessage amount) {

    static final String TOPIC = "payment-events";
    static final String TAG = "PaymentCaptured";
}
