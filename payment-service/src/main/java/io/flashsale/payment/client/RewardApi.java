package io.flashsale.payment.client;

import io.flashsale.payment.domain.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** reward-service, as far as a checkout needs it. */
interface RewardApi {

    @PostExchange("/internal/checkouts")
    Discounts checkOut(@RequestBody Checkout checkout);

    @PutExchange("/internal/reward-holds/{paymentId}")
    Discounts hold(@PathVariable String paymentId, @RequestBody Checkout checkout);

    @PostExchange("/internal/reward-holds/{paymentId}/confirm")
    void confirm(@PathVariable String paymentId);

    @PostExchange("/internal/reward-holds/{paymentId}/cancel")
    void cancel(@PathVariable String paymentId);

    record Checkout(
            String orderId,
            String buyerId,
            Money orderAmount,
            long points,
            @Nullable String couponId) {}

    record Discounts(Money pointsDiscount, Money couponDiscount) {}
}
