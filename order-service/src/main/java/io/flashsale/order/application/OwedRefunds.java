package io.flashsale.order.application;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import java.util.List;
import java.util.Optional;

/** Money that arrived without an order to pay, until it is back with the buyer. Nothing is ever removed. */
public interface OwedRefunds {

    /** Remembers a refund in the current transaction; a second one with the same id changes nothing. */
    void add(OwedRefund refund);

    /** A remembered refund, settled or not. */
    Optional<OwedRefund> find(String refundId);

    /** Unsettled refunds whose next attempt is due. */
    List<OwedRefund> due(int limit);

    /** Counts an attempt and waits longer before the next one, at most a minute. */
    void postpone(String refundId);

    /** The money is back. */
    void settle(String refundId);

    /**
     * Money to give back.
     *
     * @param refundId identity of the refund at payment-service too
     */
    record OwedRefund(String refundId, OrderId orderId, String paymentId, Money amount, OrderReason reason) {}
}
