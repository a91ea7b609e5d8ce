package io.flashsale.order.web;

import io.flashsale.order.domain.OrderRefund;
import org.jspecify.annotations.Nullable;

/** A refund that waits for something, on an operator's desk. */
record OpenRefundResource(
        String orderId,
        RefundResource refund,
        String requestedBy,
        @Nullable String decidedBy,
        int failures,
        @Nullable String lastFailure) {
    static OpenRefundResource of(OrderRefund refund) {
        return new OpenRefundResource(
                refund.orderId().toString(),
                RefundResource.of(refund),
                refund.requestedBy(),
                refund.decidedBy(),
                refund.failures(),
                refund.lastFailure());
    }
}
