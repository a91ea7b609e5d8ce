package io.flashsale.order.web;

import io.flashsale.order.domain.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order in a list, without its history. */
record OrderSummaryResource(
        String orderId,
        String campaignId,
        String sku,
        int quantity,
        MoneyResource amount,
        String status,
        @Nullable String reason,
        Instant placedAt,
        Instant payBefore) {

    static OrderSummaryResource of(Order order) {
        return new OrderSummaryResource(
                order.id().toString(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                MoneyResource.of(order.amount()),
                order.status().name(),
                order.reason() == null ? null : order.reason().name(),
                order.admittedAt(),
                order.payBefore());
    }
}
