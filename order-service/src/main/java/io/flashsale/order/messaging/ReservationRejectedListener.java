package io.flashsale.order.messaging;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.application.CancelOrder;
import io.flashsale.order.domain.OrderId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Cancels or refunds orders whose reservation the ledger refused. */
@Component
class ReservationRejectedListener implements EventListener<ReservationRejectedMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationRejectedListener.class);

    private final CancelOrder cancelOrder;

    ReservationRejectedListener(CancelOrder cancelOrder) {
        this.cancelOrder = cancelOrder;
    }

    @Override
    public Subscription<ReservationRejectedMessage> subscription() {
        return new Subscription<>(
                ReservationRejectedMessage.TOPIC,
                ReservationRejectedMessage.TAG,
                "order-service_cancel-rejected",
                ReservationRejectedMessage.class);
    }

    @Override
    public void on(ReservationRejectedMessage rejected, EventContext context) {
        LOG.warn("The ledger refused order {}: {}", rejected.orderId(), rejected.reason());
        cancelOrder.rejected(OrderId.parse(rejected.orderId()));
    }
}
