package io.flashsale.order.web;

import io.flashsale.order.domain.OrderRefund;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refund, as its buyer and operators see it. */
record RefundResource(
        String refundId,
        int quantity,
        MoneyResource amount,
        long points,
        boolean coupon,
        String status,
        String reason,
        @Nullable String stockTo,
        Instant requestedAt) {
    static RefundResource of(OrderRefund refund) {
        return new RefundResource(
                refund.refundId(),
                refund.quantity(),
                MoneyResource.of(refund.amount()),
                refund.points(),
                refund.couponBack(),
                refund.status().name(),
                refund.reason().name(),
                refund.stockTo() == null ? null : refund.stockTo().name(),
                refund.createdAt());
    }
}
