package io.flashsale.order.domain;

import java.time.Instant;

/** What other services are told about an order, in the transaction that made it true. */
public sealed interface OrderEvent {

    Order order();

    Instant at();

    /** The order ended before it was paid; its stock may be sold again. */
    record Cancelled(Order order, OrderReason reason, Instant at) implements OrderEvent {}

    /** Paid, stock sold, points granted. */
    record Fulfilled(Order order, Instant at) implements OrderEvent {}

    /** Points taken back, money and stock returned. */
    record Refunded(Order order, Instant at) implements OrderEvent {}
}
