package io.flashsale.order.messaging;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Topic {@code order-events}: what became of an order; the tag says what. */
record OrderMessage(
        String orderId,
        String buyerId,
        String campaignId,
        String sku,
        int quantity,
        String batchId,
        String idempotencyKey,
        Instant admittedAt,
        MoneyMessage amount,
        @Nullable String reason,
        Instant at) {

    static final String TOPIC = "order-events";

    static OrderMessage of(OrderEvent event) {
        Order order = event.order();
        return new OrderMessage(
                order.id().toString(),
                order.buyerId(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                order.batchId(),
                order.idempotencyKey(),
                order.admittedAt(),
                MoneyMessage.of(order.amount()),
                order.reason() == null ? null : order.reason().name(),
                event.at());
    }

    static String tag(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Cancelled _ -> "OrderCancelled";
            case OrderEvent.Fulfilled _ -> "OrderFulfilled";
            case OrderEvent.Refunded _ -> "OrderRefunded";
        };
    }
}
