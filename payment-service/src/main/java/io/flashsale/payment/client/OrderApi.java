package io.flashsale.payment.client;

import io.flashsale.payment.domain.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** order-service, as far as a checkout needs it. */
interface OrderApi {

    @GetExchange("/internal/orders/{orderId}")
    Order order(@PathVariable String orderId);

    @PostExchange("/internal/orders/{orderId}/checkout")
    void checkOut(@PathVariable String orderId, @RequestBody Checkout checkout);

    @GetExchange("/internal/orders/settled")
    List<SettledOrder> settled(
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam int limit);

    /** An order as SettledOrders knows it. */
    record SettledOrder(String orderId, String status, long kept, boolean moving) {}

    record Order(String orderId, String buyerId, Money amount, String status, Instant payBefore) {}

    record Checkout(String paymentId, Money amount) {}
}
