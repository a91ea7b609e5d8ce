package io.flashsale.order.messaging;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import java.util.List;

/** Topic {@code order-timeouts}: the time to pay of orders placed together is over. */
record PaymentsDueMessage(List<String> orderIds) {

    static final String TOPIC = "order-timeouts";
    static final String TAG = "PaymentsDue";

    PaymentsDueMessage {
        orderIds = List.copyOf(orderIds);
    }

    static PaymentsDueMessage of(List<Order> orders) {
        return new PaymentsDueMessage(
                orders.stream().map(order -> order.id().toString()).toList());
    }

    List<OrderId> ids() {
        return orderIds.stream().map(OrderId::parse).toList();
    }
}
