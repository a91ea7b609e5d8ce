package io.flashsale.order.web;

import io.flashsale.order.domain.Order;
import java.time.Instant;

/** An order, as peers see it. */
record InternalOrderResource(
        String orderId,
        String buyerId,
        String campaignId,
        String sku,
        int quantity,
        MoneyResource amount,
        String status,
        Instant payBefore) {

    static InternalOrderResource of(Order order) {
        return new InternalOrderResource(
                order.id().toString(),
                order.buyerId(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                MoneyResource.of(order.amount()),
                order.status().name(),
                order.payBefore());
    }
}
