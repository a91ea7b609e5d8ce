package io.flashsale.order.saga;

import io.flashsale.order.application.OpenRefund;
import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.application.Promise;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.application.Rewards;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.UnitShare;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The steps of {@code fulfil-order}, named there. Each may run any number of times. */
@Component
public class FulfilmentSteps {

    private final Orders orders;
    private final Reservations reservations;
    private final Rewards rewards;
    private final OrderRefunds refunds;
    private final OpenRefund openRefund;
    private final OrderAnnouncements announcements;
    private final TransactionOperations transaction;
    private final Clock clock;

    FulfilmentSteps(
            Orders orders,
            Reservations reservations,
            Rewards rewards,
            OrderRefunds refunds,
            OpenRefund openRefund,
            OrderAnnouncements announcements,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.reservations = reservations;
        this.rewards = rewards;
        this.refunds = refunds;
        this.openRefund = openRefund;
        this.announcements = announcements;
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
        return SagaStep.call(
                "confirmStock",
                id,
                () -> reservations.sell(Promise.to(orders.find(id).orElseThrow())));
    }

    /** Grants the points; false when they are refused for good. */
    public boolean grantPoints(String orderId) {
        OrderId id = OrderId.parse(orderId);
        return SagaStep.call("grantPoints", id, () -> {
            Order order = orders.find(id).orElseThrow();
            return rewards.grantPoints(order, paidFor(order));
        });
    }

    /** Grants the coupons; false when they are refused for good. */
    public boolean grantCoupons(String orderId) {
        OrderId id = OrderId.parse(orderId);
        return SagaStep.call("grantCoupons", id, () -> {
            Order order = orders.find(id).orElseThrow();
            return rewards.grantCoupons(order, paidFor(order));
        });
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
                () -> transaction.executeWithoutResult(_ -> openRefund.ofEverything(id, OrderReason.REJECTED)));
    }

    /** The money among what paid the order: points and coupons earn nothing. */
    private Money paidFor(Order order) {
        List<UnitShare> shares = refunds.sharesOf(order.id());
        return shares.isEmpty()
                ? order.amount()
                : new Money(
                        shares.stream().mapToLong(UnitShare::paid).sum(),
                        order.amount().currency());
    }
}
