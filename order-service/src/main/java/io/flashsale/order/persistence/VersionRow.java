package io.flashsale.order.persistence;

/** How far an order has come in {@code order_event}. */
record VersionRow(long orderId, int version) {}
