package io.flashsale.order.client;

import io.flashsale.order.application.Rewards;
import io.flashsale.order.client.RewardApi.AmountBody;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.web.PeerProblem;

/** Points and coupons, over HTTP. */
class HttpRewards implements Rewards {

    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final RewardApi api;

    HttpRewards(RewardApi api) {
        this.api = api;
    }

    @Override
    public boolean grantPoints(Order order, Money paid) {
        return granted(() -> api.grantPoints(order.id().toString(), grant(order, paid)));
    }

    @Override
    public boolean grantCoupons(Order order, Money paid) {
        return granted(() -> api.grantCoupons(order.id().toString(), grant(order, paid)));
    }

    @Override
    public void reversePoints(OrderId orderId) {
        api.reversePoints(orderId.toString(), null);
    }

    @Override
    public void reversePoints(OrderId orderId, String refundId, Money refunded, Money paid) {
        api.reversePoints(orderId.toString(), new RewardApi.ReversalBody(refundId, amount(refunded), amount(paid)));
    }

    @Override
    public void reverseCoupons(OrderId orderId) {
        api.reverseCoupons(orderId.toString());
    }

    @Override
    public void returnSpent(OrderId orderId, String refundId, long points, boolean coupon) {
        api.returnSpent(orderId.toString(), refundId, new RewardApi.ReturnBody(points, coupon));
    }

    @Override
    public boolean giveGoodwill(String goodwillId, Order order, long points) {
        return granted(() -> api.giveGoodwill(
                goodwillId, new RewardApi.GoodwillBody(order.id().toString(), order.buyerId(), points)));
    }

    private static boolean granted(Runnable call) {
        try {
            call.run();
            return true;
        } catch (PeerProblem problem) {
            if (problem.status() == CONFLICT || problem.status() == INVALID) {
                return false;
            }
            throw problem;
        }
    }

    private static RewardApi.GrantBody grant(Order order, Money paid) {
        return new RewardApi.GrantBody(order.buyerId(), amount(paid), order.campaignId());
    }

    private static AmountBody amount(Money money) {
        return new AmountBody(money.amount(), money.currency());
    }
}
