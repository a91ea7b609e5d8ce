package io.flashsale.inventory.messaging;

/** {@code ReservationRejected}: the ledger had no units for the order, which must be cancelled. */
record ReservationRejectedMessage(String orderId, String reason) {}
