package io.flashsale.order.saga;

import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.application.Payments;
import io.flashsale.order.application.Points;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The steps of {@code refund-order}, named there. Each may run any number of times. */
@Component
public class RefundSteps {

    private final Orders orders;
    private final Reservations reservations;
    private final Points points;
    private final Payments payments;
    private final OrderAnnouncements announcements;
    private final TransactionOperations transaction;
    private final Clock clock;

    RefundSteps(
            Orders orders,
            Reservations reservations,
            Points points,
            Payments payments,
            OrderAnnouncements announcements,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.reservations = reservations;
        this.points = points;
        this.payments = payments;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void reversePoints(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run("reversePoints", id, () -> points.reverse(id));
    }

    public void refundMoney(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run(
                "refundMoney",
                id,
                () -> payments.refund(
                        "order-" + id, id, orders.find(id).orElseThrow().amount()));
    }

    public void returnStock(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run("returnStock", id, () -> reservations.giveBack(id));
    }

    public void markRefunded(String orderId) {
        OrderId id = OrderId.parse(orderId);
        SagaStep.run(
                "markRefunded",
                id,
                () -> transaction.executeWithoutResult(_ -> {
                    if (orders.markRefunded(id)) {
                        announcements.announce(
                                new OrderEvent.Refunded(orders.find(id).orElseThrow(), clock.instant()));
                    }
                }));
    }
}
