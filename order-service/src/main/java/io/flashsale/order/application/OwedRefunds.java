package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.Tender;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Gives the order that is to be reinstated the id of its new reservation; the first one given stays. */
    OrderId reserveAs(String refundId, OrderId reservationId);

    /** All of an order, oldest first. */
    List<OwedRefund> ofOrder(OrderId id);

    /** The money is back, or pays its order after all. */
    void settle(String refundId, Outcome outcome);

    /** How it ended. */
    enum Outcome {
        /** The order is paid after all. */
        REINSTATED,
        /** The money is back. */
        REFUNDED
    }

    /**
     * Money to give back.
     *
     * @param refundId identity of the refund at payment-service too
     * @param outcome null until it is settled
     */
    record OwedRefund(
            String refundId,
            OrderId orderId,
            String paymentId,
            Tender tender,
            OrderReason reason,
            @Nullable Outcome outcome) {
        /** Not settled. */
        public static OwedRefund of(
                String refundId, OrderId orderId, String paymentId, Tender tender, OrderReason reason) {
            return new OwedRefund(refundId, orderId, paymentId, tender, reason, null);
        }
    }
}
