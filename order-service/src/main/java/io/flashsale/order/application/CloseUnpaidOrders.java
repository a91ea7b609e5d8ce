package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.Orders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Cancels orders whose time to pay is over. Three triggers race for an order; the row's expiry on the database's clock
 * is the truth, and one of them wins.
 */
@Component
public class CloseUnpaidOrders {

    /** Orders per transaction. */
    static final int AT_ONCE = 200;

    private final Orders orders;
    private final OrderAnnouncements announcements;
    private final ExpiryTriggers triggers;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;
    private final Timer lateness;
    private final Clock clock;

    CloseUnpaidOrders(
            Orders orders,
            OrderAnnouncements announcements,
            ExpiryTriggers triggers,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        this.orders = orders;
        this.announcements = announcements;
        this.triggers = triggers;
        this.transaction = transaction;
        this.meters = meters;
        this.lateness = Timer.builder("flashsale.orders.close.lateness")
                .description("from the end of the time to pay to the cancellation")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        this.clock = clock;
    }

    /** Closes those of these orders whose time is over and nobody else is closing; how many that were. */
    int close(List<OrderId> ids, ExpiryTrigger trigger) {
        return closed(trigger, () -> orders.expire(ids));
    }

    /**
     * Closes orders a message says to be due.
     *
     * @throws IllegalStateException when one is not over yet by the database's clock, or is being changed: the message
     *     has to come again
     */
    public void closeAsTold(List<OrderId> ids) {
        if (!triggers.isOn(ExpiryTrigger.MESSAGE)) {
            return;
        }
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            close(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), ExpiryTrigger.MESSAGE);
        }
        List<OrderId> unpaid = orders.unpaidAmong(ids);
        if (!unpaid.isEmpty()) {
            throw new IllegalStateException(unpaid.size() + " orders are not due yet, " + unpaid.getFirst());
        }
    }

    /** Closes whatever is overdue and not being closed by another instance. */
    public void sweep() {
        int closed = AT_ONCE;
        while (closed == AT_ONCE) {
            closed = closed(ExpiryTrigger.SWEEP, () -> orders.expireOverdue(AT_ONCE));
        }
    }

    private int closed(ExpiryTrigger trigger, Supplier<List<Order>> expire) {
        if (!triggers.isOn(trigger)) {
            return 0;
        }
        List<Order> closed = transaction.execute(_ -> {
            List<Order> expired = expire.get();
            Instant now = clock.instant();
            announcements.announce(expired.stream()
                    .map(order -> new OrderEvent.Cancelled(order, OrderReason.TIMEOUT, now))
                    .toList());
            return expired;
        });
        meters.counter("flashsale.orders.closed", "trigger", trigger.label()).increment(closed.size());
        Instant now = clock.instant();
        closed.forEach(order -> lateness.record(Duration.between(order.payBefore(), now)));
        return closed.size();
    }
}
