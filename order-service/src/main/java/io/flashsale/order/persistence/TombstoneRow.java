package io.flashsale.order.persistence;

/** A row of {@code order_tombstone}. */
record TombstoneRow(long orderId, String reason) {}
