package io.flashsale.order.saga;

import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.application.OrderSagas;
import io.flashsale.order.application.Points;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The steps of {@code fulfil-order}, named there. Each may run any number of times. */
@Component
public class FulfilmentSteps {

    private final Orders orders;
    private final Reservations reservations;
    private final Points points;
    private final OrderAnnouncements announcements;
    private final OrderSagas sagas;
    private final TransactionOperations transaction;
    private final Clock clock;

    FulfilmentSteps(
            Orders orders,
            Reservations reservations,
            Points points,
            OrderAnnouncements announcements,
            OrderSagas sagas,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.reservations = reservations;
        this.points = points;
        this.announcements = announcements;
        this.sagas = sagas;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The payment was recorded together with its event; this makes sure of it. */
    public void markPaid(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run("markPaid", id, () -> {
            OrderStatus status = orders.find(id).orElseThrow().status();
            if (status == OrderStatus.PENDING_PAYMENT || status == OrderStatus.PAYING) {
                throw new IllegalStateException("it is " + status);
            }
        });
    }

    /** Turns the held units into sold ones; false when they are not held any more, and never will be. */
    public boolean confirmStock(String orderId) {
        OrderId id = OrderId.parse(orderId);
        return SagaStep.call("confirmStock", id, () -> reservations.sell(id));
    }

    public void grantPoints(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run("grantPoints", id, () -> points.grant(orders.find(id).orElseThrow()));
    }

    public void markFulfilled(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run(
                "markFulfilled",
                id,
                () -> transaction.executeWithoutResult(_ -> {
                    if (orders.markFulfilled(id)) {
                        Order order = orders.find(id).orElseThrow();
                        announcements.announce(new OrderEvent.Fulfilled(order, clock.instant()));
                    }
                }));
    }

    /** Fulfilment cannot succeed: the refund takes over. */
    public void abandon(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run(
                "abandon",
                id,
                () -> transaction.executeWithoutResult(_ -> {
                    if (orders.startRefund(id, OrderReason.REJECTED)) {
                        sagas.refund(id);
                    }
                }));
    }
}
