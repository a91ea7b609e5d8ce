package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;

/** Points at reward-service. Both calls take effect once per order. */
public interface Points {

    void grant(Order order);

    /** Takes back what was granted; when nothing was, nothing can be granted any more. */
    void reverse(OrderId orderId);
}
