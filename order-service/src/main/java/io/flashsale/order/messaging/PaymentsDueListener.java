package io.flashsale.order.messaging;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.application.CloseUnpaidOrders;
import org.springframework.stereotype.Component;

/** Closes orders when their delay message arrives. What arrives early comes again. */
@Component
class PaymentsDueListener implements EventListener<PaymentsDueMessage> {

    private final CloseUnpaidOrders closeUnpaidOrders;

    PaymentsDueListener(CloseUnpaidOrders closeUnpaidOrders) {
        this.closeUnpaidOrders = closeUnpaidOrders;
    }

    @Override
    public Subscription<PaymentsDueMessage> subscription() {
        return new Subscription<>(
                PaymentsDueMessage.TOPIC,
                PaymentsDueMessage.TAG,
                "order-service_expire-orders",
                PaymentsDueMessage.class);
    }

    /** Closing is a compare-and-set on the order: a record of the message would only add a row per order. */
    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(PaymentsDueMessage due, EventContext context) {
        closeUnpaidOrders.closeAsTold(due.ids());
    }
}
