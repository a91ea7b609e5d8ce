package io.flashsale.order.client;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** What this service asks of reward-service. */
interface RewardApi {

    @PutExchange("/internal/points/grants/{orderId}")
    void grantPoints(@PathVariable("orderId") String orderId, @RequestBody GrantBody grant);

    @PutExchange("/internal/coupons/grants/{orderId}")
    void grantCoupons(@PathVariable("orderId") String orderId, @RequestBody GrantBody grant);

    /** Without a body, all that is left of the grant is taken back. */
    @PutExchange("/internal/points/reversals/{orderId}")
    void reversePoints(
            @PathVariable("orderId") String orderId, @RequestBody(required = false) @Nullable ReversalBody reversal);

    @PutExchange("/internal/coupons/reversals/{orderId}")
    void reverseCoupons(@PathVariable("orderId") String orderId);

    @PutExchange("/internal/redemptions/{orderId}/returns/{refundId}")
    void returnSpent(
            @PathVariable("orderId") String orderId,
            @PathVariable("refundId") String refundId,
            @RequestBody ReturnBody what);

    record AmountBody(long amount, String currency) {}

    record GrantBody(String buyerId, AmountBody amount, String campaignId) {}

    record ReversalBody(String refundId, AmountBody refundedAmount, AmountBody orderAmount) {}

    record ReturnBody(long points, boolean coupon) {}
}
