package io.flashsale.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some or all units of a paid order, on their way back.
 *
 * @param refundId also the refund's identity at the other services
 * @param requestKey whoever asks again with this key gets this refund
 * @param quantity units
 * @param amount money to give back
 * @param points spent points to give back
 * @param couponBack whether the spent coupon goes back
 * @param last whether nothing of the order remains after it
 * @param decidedBy the second operator, where one was needed
 * @param stockTo where the units went
 * @param lastFailure what kept it from going on, if anything does
 */
public record OrderRefund(
        String refundId,
        OrderId orderId,
        String requestKey,
        int quantity,
        Money amount,
        long points,
        boolean couponBack,
        boolean last,
        Status status,
        OrderReason reason,
        String requestedBy,
        @Nullable String decidedBy,
        @Nullable StockDestination stockTo,
        int failures,
        @Nullable String lastFailure,
        Instant createdAt) {

    /** How far a refund is. */
    public enum Status {
        /** A second operator has to agree. */
        AWAITING_APPROVAL,
        /** Under way; it only goes forward. */
        RUNNING,
        /** Everything is back. */
        REFUNDED,
        /** The second operator did not agree. */
        DENIED;

        /** Whether another refund of the order has to wait for it. */
        public boolean isOpen() {
            return this == AWAITING_APPROVAL || this == RUNNING;
        }
    }

    /** Where returned units go. */
    public enum StockDestination {
        /** On sale again. */
        SALE,
        /** The sale is over: they stay in the warehouse. */
        WAREHOUSE
    }
}
