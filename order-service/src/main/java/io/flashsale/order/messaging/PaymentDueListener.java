package io.flashsale.order.messaging;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.application.CloseUnpaidOrders;
import io.flashsale.order.domain.OrderId;
import org.springframework.stereotype.Component;

/** Closes an order when its delay message arrives. What arrives early comes again. */
@Component
class PaymentDueListener implements EventListener<PaymentDueMessage> {

    private final CloseUnpaidOrders closeUnpaidOrders;

    PaymentDueListener(CloseUnpaidOrders closeUnpaidOrders) {
        this.closeUnpaidOrders = closeUnpaidOrders;
    }

    @Override
    public Subscription<PaymentDueMessage> subscription() {
        return new Subscription<>(
                PaymentDueMessage.TOPIC, PaymentDueMessage.TAG, "order-service_expire-orders", PaymentDueMessage.class);
    }

    /** Closing is a compare-and-set on the order: a record of the message would only add a row per order. */
    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(PaymentDueMessage due, EventContext context) {
        closeUnpaidOrders.closeAsTold(OrderId.parse(due.orderId()));
    }
}
