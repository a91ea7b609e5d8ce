package io.flashsale.order.client;

import io.flashsale.order.application.Payments;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;

/** Money, over HTTP. */
class HttpPayments implements Payments {

    private final PaymentApi api;

    HttpPayments(PaymentApi api) {
        this.api = api;
    }

    @Override
    public void refund(String refundId, OrderId orderId, Money amount) {
        api.refund(
                refundId,
                new PaymentApi.RefundBody(
                        orderId.toString(), new PaymentApi.AmountBody(amount.amount(), amount.currency())));
    }
}
