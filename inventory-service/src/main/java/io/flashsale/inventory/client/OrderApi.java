package io.flashsale.inventory.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** What this service asks of order-service. */
interface OrderApi {

    @GetExchange("/internal/orders/{orderId}")
    OrderBody order(@PathVariable("orderId") String orderId);

    /** What this service reads of an order. */
    record OrderBody(String orderId, String status) {}
}
