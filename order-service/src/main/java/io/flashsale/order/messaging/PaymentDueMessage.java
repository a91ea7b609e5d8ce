package io.flashsale.order.messaging;

/** Topic {@code order-timeouts}: an order's time to pay is over. */
record PaymentDueMessage(String orderId) {

    static final String TOPIC = "order-timeouts";
    static final String TAG = "PaymentDue";
}
