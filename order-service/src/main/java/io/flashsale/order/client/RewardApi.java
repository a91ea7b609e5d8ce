package io.flashsale.order.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
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

    /** What these orders earned; at most 500, unknown ones are left out. */
    @PostExchange("/internal/points/earned")
    List<EarnedBody> earned(@RequestBody OrdersBody orders);

    /** What orders earned whose points moved in that time, by id, after the given one. */
    @GetExchange("/internal/points/earned")
    List<EarnedBody> earnedBetween(
            @RequestParam("from") Instant from,
            @RequestParam("to") Instant to,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam("limit") int limit);

    /** A branch of the global transaction whose id goes along. */
    @PutExchange("/internal/points/goodwill/{goodwillId}")
    void giveGoodwill(@PathVariable("goodwillId") String goodwillId, @RequestBody GoodwillBody goodwill);

    record GoodwillBody(String orderId, String buyerId, long points) {}

    record OrdersBody(List<String> orderIds) {}

    record EarnedBody(String orderId, @Nullable Long amount, long kept, long booked) {}

    record AmountBody(long amount, String currency) {}

    record GrantBody(String buyerId, AmountBody amount, String campaignId) {}

    record ReversalBody(String refundId, AmountBody refundedAmount, AmountBody orderAmount) {}

    record ReturnBody(long points, boolean coupon) {}
}
