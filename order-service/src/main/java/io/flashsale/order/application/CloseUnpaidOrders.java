package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Cancels orders whose time to pay is over. Several triggers race for an order; the row's expiry on the database's clock
 * is the truth and one of them wins.
 */
@Component
public class CloseUnpaidOrders {

    private static final int SWEEP_LIMIT = 200;

    private final Orders orders;
    private final OrderAnnouncements announcements;
    private final TransactionOperations transaction;
    private final Clock clock;

    CloseUnpaidOrders(Orders orders, OrderAnnouncements announcements, TransactionOperations transaction, Clock clock) {
        this.orders = orders;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Closes this order if its time is over; joins the caller's transaction. */
    public void close(OrderId id) {
        transaction.executeWithoutResult(_ -> closeNow(id));
    }

    /** Closes whatever is overdue and not being closed by another instance. */
    public void sweep() {
        int closed = SWEEP_LIMIT;
        while (closed == SWEEP_LIMIT) {
            closed = transaction.execute(_ -> {
                List<OrderId> overdue = orders.lockExpired(SWEEP_LIMIT);
                overdue.forEach(this::closeNow);
                return overdue.size();
            });
        }
    }

    private void closeNow(OrderId id) {
        if (orders.expire(id)) {
            Order closed = orders.find(id).orElseThrow();
            if (closed.status() != OrderStatus.CANCELLED) {
                throw new IllegalStateException("order " + id + " was closed and is " + closed.status());
            }
            announcements.announce(new OrderEvent.Cancelled(closed, OrderReason.TIMEOUT, clock.instant()));
        }
    }
}
