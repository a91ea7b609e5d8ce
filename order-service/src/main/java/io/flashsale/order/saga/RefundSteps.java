package io.flashsale.order.saga;

import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.application.Payments;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.application.Rewards;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.UnitShare;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The steps of {@code refund-order}, named there. Each may run any number of times. None can be refused for good; what
 * keeps failing is written on the refund, for operators, and goes on being tried.
 */
@Component
public class RefundSteps {

    private final Orders orders;
    private final OrderRefunds refunds;
    private final Reservations reservations;
    private final Rewards rewards;
    private final Payments payments;
    private final OrderAnnouncements announcements;
    private final TransactionOperations transaction;
    private final Clock clock;

    RefundSteps(
            Orders orders,
            OrderRefunds refunds,
            Reservations reservations,
            Rewards rewards,
            Payments payments,
            OrderAnnouncements announcements,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.reservations = reservations;
        this.rewards = rewards;
        this.payments = payments;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes back what the refunded money earned: its share of the points, and the coupons with the last unit. */
    public void reverseRewards(String refundId) {
        step("reverseRewards", refundId, refund -> {
            OrderId id = refund.orderId();
            if (refund.last()) {
                rewards.reversePoints(id);
                rewards.reverseCoupons(id);
            } else if (refund.amount().amount() > 0) {
                rewards.reversePoints(id, refundId, refund.amount(), paidFor(refund));
            }
        });
    }

    public void refundMoney(String refundId) {
        step("refundMoney", refundId, refund -> {
            if (refund.amount().amount() > 0) {
                payments.refund(refundId, refund.orderId(), refund.amount());
            }
        });
    }

    /** Gives back the points and the coupon that were spent in the place of money. */
    public void returnSpent(String refundId) {
        step("returnSpent", refundId, refund -> {
            if (refund.points() > 0 || refund.couponBack()) {
                rewards.returnSpent(refund.orderId(), refundId, refund.points(), refund.couponBack());
            }
        });
    }

    public void returnStock(String refundId) {
        step("returnStock", refundId, refund -> {
            OrderId reservation = order(refund).reservationId();
            refunds.stockWent(
                    refundId,
                    refund.last()
                            ? reservations.giveBack(reservation)
                            : reservations.giveBack(reservation, refundId, refund.quantity()));
        });
    }

    public void markRefunded(String refundId) {
        step(
                "markRefunded",
                refundId,
                refund -> transaction.executeWithoutResult(_ -> {
                    refunds.finish(refundId);
                    if (refund.last() && orders.markRefunded(refund.orderId())) {
                        announcements.announce(new OrderEvent.Refunded(order(refund), clock.instant()));
                    }
                }));
    }

    private void step(String name, String refundId, Consumer<OrderRefund> step) {
        OrderRefund refund = refunds.find(refundId).orElseThrow();
        try {
            SagaStep.run(name, refundId, () -> step.accept(refund));
        } catch (StepFailed e) {
            refunds.failed(refundId, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Order order(OrderRefund refund) {
        return orders.find(refund.orderId()).orElseThrow();
    }

    private Money paidFor(OrderRefund refund) {
        List<UnitShare> shares = refunds.sharesOf(refund.orderId());
        return new Money(
                shares.stream().mapToLong(UnitShare::paid).sum(),
                refund.amount().currency());
    }
}
