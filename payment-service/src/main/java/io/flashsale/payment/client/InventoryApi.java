package io.flashsale.payment.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** inventory-service, as far as a checkout needs it. */
interface InventoryApi {

    @PostExchange("/internal/reservations/{orderId}/checkout")
    void checkOut(@PathVariable String orderId, @RequestBody Checkout checkout);

    record Checkout() {}
}
