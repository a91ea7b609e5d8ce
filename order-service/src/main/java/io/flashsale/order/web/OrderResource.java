package io.flashsale.order.web;

import io.flashsale.order.application.OrderView;
import io.flashsale.order.domain.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order, as its buyer and operators see it. */
record OrderResource(
        String orderId,
        String campaignId,
        String sku,
        int quantity,
        MoneyResource amount,
        String status,
        @Nullable String reason,
        Instant placedAt,
        Instant payBefore,
        List<StepResource> history) {

    static OrderResource of(OrderView view) {
        Order order = view.order();
        return new OrderResource(
                order.id().toString(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                MoneyResource.of(order.amount()),
                order.status().name(),
                order.reason() == null ? null : order.reason().name(),
                order.admittedAt(),
                order.payBefore(),
                view.history().stream()
                        .map(step -> new StepResource(step.to().name(), step.at()))
                        .toList());
    }

    record StepResource(String status, Instant at) {}
}
