package io.flashsale.order.application;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;

/** Money at payment-service. */
public interface Payments {

    /** Gives money back; repeating it with the same refund id gives nothing twice. */
    void refund(String refundId, OrderId orderId, Money amount);
}
