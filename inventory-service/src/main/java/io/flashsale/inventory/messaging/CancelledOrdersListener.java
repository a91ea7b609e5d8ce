package io.flashsale.inventory.messaging;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.ForgottenReservations;
import io.flashsale.inventory.application.ReleaseStock;
import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import org.springframework.stereotype.Component;

/** Releases what was reserved for a cancelled order. */
@Component
class CancelledOrdersListener implements EventListener<OrderCancelledMessage> {
    private final ReleaseStock releaseStock;
    private final ForgottenReservations forgotten;

    CancelledOrdersListener(ReleaseStock releaseStock, ForgottenReservations forgotten) {
        this.releaseStock = releaseStock;
        this.forgotten = forgotten;
    }

    @Override
    public Subscription<OrderCancelledMessage> subscription() {
        return new Subscription<>(
                "order-events", "OrderCancelled", "inventory-service_release-stock", OrderCancelledMessage.class);
    }

    @Override
    public void on(OrderCancelledMessage cancelled, EventContext context) {
        Change change = releaseStock.release(cancelled.orderId());
        switch (change) {
            case DONE, ALREADY -> {}
            case UNKNOWN_YET -> {
                if (!cancelled.promise().map(forgotten::record).orElse(false)) {
                    throw new NotYetReleasable(
                            "the reservation of order " + cancelled.orderId() + " is not in the ledger yet");
                }
            }
            case CLAIMED ->
                throw new NotYetReleasable(
                        "the reservation of order " + cancelled.orderId() + " is claimed by a checkout");
            case NOT_ALLOWED ->
                throw new IllegalStateException(
                        "order " + cancelled.orderId() + " is cancelled, but its units are sold");
        }
    }

    /** Deliver again later. */
    private static final class NotYetReleasable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYetReleasable(String message) {
            super(message, null, false, false);
        }
    }
}
