package io.flashsale.order.persistence;

/** What an order's books should hold. */
record SettledRow(long id, String status, long kept, boolean moving) {}
