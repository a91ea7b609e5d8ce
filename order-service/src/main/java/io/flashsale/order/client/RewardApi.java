package io.flashsale.order.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** What this service asks of reward-service. */
interface RewardApi {

    @PutExchange("/internal/points/grants/{orderId}")
    void grant(@PathVariable("orderId") String orderId, @RequestBody GrantBody grant);

    @PutExchange("/internal/points/reversals/{orderId}")
    void reverse(@PathVariable("orderId") String orderId);

    record AmountBody(long amount, String currency) {}

    record GrantBody(String buyerId, AmountBody amount) {}
}
