package io.flashsale.order.client;

import io.flashsale.order.application.Points;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;

/** Points, over HTTP. */
class HttpPoints implements Points {

    private final RewardApi api;

    HttpPoints(RewardApi api) {
        this.api = api;
    }

    @Override
    public void grant(Order order) {
        api.grant(
                order.id().toString(),
                new RewardApi.GrantBody(
                        order.buyerId(),
                        new RewardApi.AmountBody(
                                order.amount().amount(), order.amount().currency())));
    }

    @Override
    public void reverse(OrderId orderId) {
        api.reverse(orderId.toString());
    }
}
