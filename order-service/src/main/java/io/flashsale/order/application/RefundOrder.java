package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.UnitShare;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives a fulfilled order's money back, all of it or by quantity. A shopper may within the policy's time; what an operator
 * asks for above the policy's limit waits for a second operator.
 */
@Component
public class RefundOrder {

    /** Not a character of a caller's key. */
    private static final String KEYLESS = "all.";

    private final Orders orders;
    private final OrderRefunds refunds;
    private final OpenRefund openRefund;
    private final RefundPolicy policy;
    private final TransactionOperations transaction;
    private final Clock clock;

    RefundOrder(
            Orders orders,
            OrderRefunds refunds,
            OpenRefund openRefund,
            RefundPolicy policy,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.openRefund = openRefund;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The buyer gives units back. Asking again for an order already on its way changes nothing. */
    public Result byBuyer(String buyerId, OrderId id, Wish wish) {
        return transaction.execute(_ -> orders.findAndLock(id)
                .filter(order -> order.belongsTo(buyerId))
                .map(order -> isTooLate(order) ? tooLate(order, wish) : refund(order, wish, buyerId, false))
                .orElseGet(Result.NotFound::new));
    }

    /** An operator gives the money back. */
    public Result byOperator(String operator, OrderId id, Wish wish) {
        return transaction.execute(_ -> orders.findAndLock(id)
                .map(order -> refund(order, wish, operator, true))
                .orElseGet(Result.NotFound::new));
    }

    /** A second operator agrees, or does not. */
    public Result decide(String operator, OrderId id, String refundId, boolean agrees) {
        return transaction.execute(_ -> {
            Optional<Order> order = orders.findAndLock(id);
            Optional<OrderRefund> refund =
                    refunds.find(refundId).filter(found -> found.orderId().equals(id));
            if (order.isEmpty() || refund.isEmpty()) {
                return new Result.NotFound();
            }
            if (refund.get().requestedBy().equals(operator)) {
                return new Result.SameOperator();
            }
            if (agrees ? refunds.approve(refundId, operator) : refunds.deny(refundId, operator)) {
                if (agrees) {
                    openRefund.run(refund.get());
                }
            } else if (!operator.equals(refund.get().decidedBy())) {
                return new Result.AlreadyDecided(refund.get());
            }
            return new Result.Refunding(
                    orders.find(id).orElseThrow(), refunds.find(refundId).orElseThrow());
        });
    }

    private Result refund(Order order, Wish wish, String who, boolean operator) {
        Optional<OrderRefund> earlier = earlier(order, wish);
        if (earlier.isPresent()) {
            return wish.asksFor(earlier.get()) ? new Result.Refunding(order, earlier.get()) : new Result.KeyReused();
        }
        switch (order.status()) {
            case REFUNDING, REFUNDED -> {
                return new Result.Refunding(order, refunds.ofOrder(order.id()).getLast());
            }
            case PENDING_PAYMENT, PAYING, PAID, CANCELLED -> {
                return new Result.NotRefundable(order.status());
            }
            case FULFILLED -> {}
        }
        Optional<OrderRefund> open = openRefund.openOf(order.id());
        if (open.isPresent()) {
            return new Result.InProgress(open.get());
        }
        List<UnitShare> left = openRefund.unrefunded(order);
        int quantity = wish.quantity == null ? left.size() : wish.quantity;
        if (quantity > left.size()) {
            return new Result.MoreThanIsLeft(left.size());
        }
        List<UnitShare> units = left.subList(0, quantity);
        boolean needsApproval = operator && OpenRefund.amountOf(order, units).amount() > policy.dualControlAbove();
        String key = wish.key == null ? KEYLESS + refunds.ofOrder(order.id()).size() : wish.key;
        OrderRefund refund = openRefund.open(order, key, units, OrderReason.REQUESTED, who, needsApproval);
        return new Result.Refunding(orders.find(order.id()).orElseThrow(), refund);
    }

    private boolean isTooLate(Order order) {
        return order.status() == OrderStatus.FULFILLED
                && clock.instant().isAfter(order.admittedAt().plus(policy.shopperWithin()));
    }

    private Result tooLate(Order order, Wish wish) {
        return earlier(order, wish)
                .<Result>map(refund -> new Result.Refunding(order, refund))
                .orElseGet(Result.TooLate::new);
    }

    /** What the same wish came to before; a wish without a key is the same until it is denied. */
    private Optional<OrderRefund> earlier(Order order, Wish wish) {
        return refunds.ofOrder(order.id()).stream()
                .filter(refund -> wish.key == null
                        ? refund.requestKey().startsWith(KEYLESS) && refund.status() != OrderRefund.Status.DENIED
                        : refund.requestKey().equals(wish.key))
                .findFirst();
    }

    /**
     * What is asked for.
     *
     * @param key the same key asks for the same refund; null asks for everything that is left
     * @param quantity units, at least 1; null is everything that is left
     */
    public record Wish(@Nullable String key, @Nullable Integer quantity) {
        /** Everything that is left. */
        public static final Wish EVERYTHING = new Wish(null, null);

        private boolean asksFor(OrderRefund refund) {
            return quantity == null || quantity == refund.quantity();
        }
    }

    /** What became of the request. */
    public sealed interface Result {
        record Refunding(Order order, OrderRefund refund) implements Result {}

        record NotRefundable(OrderStatus status) implements Result {}

        record NotFound() implements Result {}

        /** The buyer's time is over; an operator still can. */
        record TooLate() implements Result {}

        record MoreThanIsLeft(int left) implements Result {}

        /** Another refund of this order is not over yet. */
        record InProgress(OrderRefund refund) implements Result {}

        record KeyReused() implements Result {}

        /** Whoever asked for it cannot agree to it. */
        record SameOperator() implements Result {}

        record AlreadyDecided(OrderRefund refund) implements Result {}
    }
}
