package io.flashsale.order.persistence;

/** An unpaid order and the time left to pay it, by the database's clock. */
record DueRow(long id, long micros) {}
