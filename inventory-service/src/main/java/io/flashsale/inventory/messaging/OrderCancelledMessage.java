package io.flashsale.inventory.messaging;

/** What this service reads of {@code OrderCancelled}. */
record OrderCancelledMessage(String orderId) {}
