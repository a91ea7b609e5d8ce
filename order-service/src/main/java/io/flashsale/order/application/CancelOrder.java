package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Cancels an unpaid order, also one whose row is not written yet: a tombstone cancels it on arrival. */
@Component
public class CancelOrder {

    private static final int ATTEMPTS = 3;

    private final Orders orders;
    private final FindOrder findOrder;
    private final OrderAnnouncements announcements;
    private final OpenRefund openRefund;
    private final TransactionOperations transaction;
    private final Clock clock;

    CancelOrder(
            Orders orders,
            FindOrder findOrder,
            OrderAnnouncements announcements,
            OpenRefund openRefund,
            TransactionOperations transaction,
            Clock clock) {
        this.orders = orders;
        this.findOrder = findOrder;
        this.announcements = announcements;
        this.openRefund = openRefund;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The buyer does not want it any more. */
    public Result byBuyer(String buyerId, OrderId id) {
        Optional<FindOrder.Found> found = findOrder.ofBuyer(buyerId, id);
        if (found.isEmpty()) {
            return new Result.NotFound();
        }
        cancelNowOrOnArrival(id);
        return findOrder
                .ofBuyer(buyerId, id)
                .<Result>map(now -> now.order().status() == OrderStatus.CANCELLED
                        ? new Result.Cancelled(now)
                        : new Result.NotCancellable(now.order().status()))
                .orElseGet(Result.NotFound::new);
    }

    /**
     * The stock ledger refused the reservation. Runs in the caller's transaction.
     *
     * @throws IllegalStateException while the order is being paid; it has to be tried again
     */
    public void rejected(OrderId id) {
        Optional<Order> order = orders.findAndLock(id).or(() -> orders.findByReservationAndLock(id));
        if (order.isEmpty()) {
            cancelOrBury(id, OrderReason.REJECTED);
            return;
        }
        switch (order.get().status()) {
            case PENDING_PAYMENT -> cancel(order.get(), OrderReason.REJECTED);
            case PAYING -> throw new IllegalStateException("order " + id + " is being paid");
            case PAID, FULFILLED -> openRefund.ofEverything(order.get().id(), OrderReason.REJECTED);
            case CANCELLED, REFUNDING, REFUNDED -> {}
        }
    }

    /** Whoever cancels in the moment the row is written may be picked to end a deadlock, and sees the row next time. */
    private void cancelNowOrOnArrival(OrderId id) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(_ -> cancelOrBury(id, OrderReason.BUYER));
                return;
            } catch (PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The row that is being written and the tombstone lock each other, so that one of both sides sees the other. */
    private void cancelOrBury(OrderId id, OrderReason reason) {
        Optional<Order> order = orders.findAndLock(id);
        if (order.isEmpty()) {
            orders.bury(id, reason);
            order = orders.findAndLock(id);
            if (order.isPresent()) {
                orders.unbury(id);
            }
        }
        order.ifPresent(present -> cancel(present, reason));
    }

    private void cancel(Order order, OrderReason reason) {
        if (orders.cancel(order.id(), reason)) {
            announcements.announce(
                    new OrderEvent.Cancelled(order.as(OrderStatus.CANCELLED, reason), reason, clock.instant()));
        }
    }

    /** What became of a buyer's wish. */
    public sealed interface Result {
        record Cancelled(FindOrder.Found found) implements Result {}

        record NotCancellable(OrderStatus status) implements Result {}

        record NotFound() implements Result {}
    }
}
