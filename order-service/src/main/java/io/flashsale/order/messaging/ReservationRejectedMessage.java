package io.flashsale.order.messaging;

/** Topic {@code reservation-events}: the stock ledger refused what the gate had promised. */
record ReservationRejectedMessage(String orderId, String reason) {

    static final String TOPIC = "reservation-events";
    static final String TAG = "ReservationRejected";
}
