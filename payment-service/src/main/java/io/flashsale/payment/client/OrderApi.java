package io.flashsale.payment.client;

import io.flashsale.payment.domain.Money;
import java.time.Instant;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** order-service, as far as a checkout needs it. */
interface OrderApi {

    @GetExchange("/internal/orders/{orderId}")
    Order order(@PathVariable String orderId);

    @PostExchange("/internal/orders/{orderId}/checkout")
    void checkOut(@PathVariable String orderId, @RequestBody Checkout checkout);

    record Order(String orderId, String buyerId, Money amount, String status, Instant payBefore) {}

    record Checkout(String paymentId, Money amount) {}
}
