package io.flashsale.order.application;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefund.Status;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.Tender;
import io.flashsale.order.domain.UnitShare;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Opens refunds: which units, how much money, points and coupon. The order is locked by the caller's transaction, so that
 * no unit is refunded twice.
 */
@Component
public class OpenRefund {

    private static final String EVERYTHING = "everything";
    private static final String PLATFORM = "platform";

    private final Orders orders;
    private final OrderRefunds refunds;
    private final OrderSagas sagas;
    private final Clock clock;

    OpenRefund(Orders orders, OrderRefunds refunds, OrderSagas sagas, Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.sagas = sagas;
        this.clock = clock;
    }

    /**
     * The platform gives everything back that is left of a paid order; does nothing while a refund is under way.
     *
     * @throws IllegalStateException while the payment's own event has not come; it has to be tried again
     */
    public void ofEverything(OrderId id, OrderReason reason) {
        Order order = orders.findAndLock(id).orElseThrow();
        if (order.status() == OrderStatus.PAID && refunds.sharesOf(id).isEmpty()) {
            throw new IllegalStateException("what paid order " + id + " is not recorded yet");
        }
        boolean underWay = refunds.ofOrder(id).stream().anyMatch(refund -> refund.status() == Status.RUNNING);
        List<UnitShare> units = unrefunded(order);
        if (!underWay && !units.isEmpty()) {
            open(order, EVERYTHING, units, reason, PLATFORM, false);
        }
    }

    /** Units of a paid order that no refund has taken. */
    List<UnitShare> unrefunded(Order order) {
        if (refunds.sharesOf(order.id()).isEmpty()) {
            // Paid before shares were remembered, so with money alone.
            refunds.remember(order.id(), UnitShare.of(order, Tender.ofMoney(order.amount())));
        }
        return refunds.unrefundedOf(order.id());
    }

    /** Opens a refund of the first so many of the units given, all that are left. */
    OrderRefund open(
            Order order,
            String key,
            List<UnitShare> units,
            OrderReason reason,
            String requestedBy,
            boolean needsApproval) {
        boolean last = units.size() == refunds.unrefundedOf(order.id()).size();
        List<OrderRefund> earlier = refunds.ofOrder(order.id());
        OrderRefund refund = new OrderRefund(
                "order-" + order.id() + (earlier.isEmpty() ? "" : "-" + (earlier.size() + 1)),
                order.id(),
                key,
                units.size(),
                amountOf(order, units),
                units.stream().mapToLong(UnitShare::points).sum(),
                last && spentCoupon(order.id()),
                last,
                needsApproval ? Status.AWAITING_APPROVAL : Status.RUNNING,
                reason,
                requestedBy,
                null,
                null,
                0,
                null,
                clock.instant());
        refunds.add(refund, units);
        if (!needsApproval) {
            run(refund);
        }
        return refund;
    }

    /** Lets an open refund begin. */
    void run(OrderRefund refund) {
        if (refund.last()) {
            orders.startRefund(refund.orderId(), refund.reason());
        }
        sagas.refund(refund.refundId());
    }

    static Money amountOf(Order order, List<UnitShare> units) {
        return new Money(
                units.stream().mapToLong(UnitShare::paid).sum(), order.amount().currency());
    }

    /** The refund of an order that waits for something, if one does. */
    Optional<OrderRefund> openOf(OrderId id) {
        return refunds.ofOrder(id).stream()
                .filter(refund -> refund.status().isOpen())
                .findFirst();
    }

    private boolean spentCoupon(OrderId id) {
        return refunds.sharesOf(id).stream().anyMatch(share -> share.couponDiscount() > 0);
    }
}
