package io.flashsale.order.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What paid each unit of each order, and the refunds of it. Changes belong into the caller's transaction. */
public interface OrderRefunds {

    /** Remembers what paid the units of an order; again changes nothing. */
    void remember(OrderId id, List<UnitShare> shares);

    /** What paid the units, all of them; empty if the order was never paid. */
    List<UnitShare> sharesOf(OrderId id);

    /** The units no refund has taken, lowest number first. */
    List<UnitShare> unrefundedOf(OrderId id);

    /** Adds a refund and gives it its units. */
    void add(OrderRefund refund, List<UnitShare> units);

    Optional<OrderRefund> find(String refundId);

    /** All refunds of an order, oldest first. */
    List<OrderRefund> ofOrder(OrderId id);

    /** Refunds in that status, longest unchanged first. */
    List<OrderRefund> inStatus(OrderRefund.Status status, int limit);

    /** Refunds that have been under way, unchanged, for longer than that. */
    List<OrderRefund> runningLongerThan(Duration unchanged, int limit);

    /** AWAITING_APPROVAL → RUNNING. */
    boolean approve(String refundId, String operator);

    /** AWAITING_APPROVAL → DENIED; its units may be refunded otherwise. */
    boolean deny(String refundId, String operator);

    /** Notes where the units went. */
    void stockWent(String refundId, OrderRefund.StockDestination destination);

    /** RUNNING → REFUNDED. */
    boolean finish(String refundId);

    /** Counts a failed step, and keeps its words for operators. */
    void failed(String refundId, String failure);
}
