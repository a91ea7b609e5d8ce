package io.flashsale.payment.reconciliation;

import io.flashsale.jobs.reconciliation.Difference;
import io.flashsale.jobs.reconciliation.Difference.Kind;
import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentCaptured;
import io.flashsale.payment.domain.PaymentEvents;
import io.flashsale.payment.domain.PaymentStatus;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.reconciliation.SettledOrders.SettledOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The orders that changed that day against the money we keep for them, a page at a time. An order that does not know of
 * its captured payment is told again, which is always safe; anything else is for an operator.
 */
@Component
class CompareOrders {

    private static final int PAGE = 500;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** What changed within this time may still be on its way between the services. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final SettledOrders orders;
    private final Payments payments;
    private final PaymentEvents events;
    private final ReconciliationBooks books;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CompareOrders(
            SettledOrders orders,
            Payments payments,
            PaymentEvents events,
            ReconciliationBooks books,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.events = events;
        this.books = books;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    void compare(Run run) {
        Instant from = run.day().atStartOfDay(BEIJING).toInstant();
        Instant end = run.day().plusDays(1).atStartOfDay(BEIJING).toInstant();
        Instant settled = clock.instant().minus(SETTLING);
        Instant to = end.isBefore(settled) ? end : settled;
        @Nullable String after = null;
        List<SettledOrder> page;
        do {
            page = orders.changedBetween(from, to, after, PAGE);
            compare(run, page);
            after = page.isEmpty() ? null : page.getLast().orderId();
        } while (page.size() == PAGE);
    }

    private void compare(Run run, List<SettledOrder> page) {
        Map<String, Long> kept = keptFor(page);
        for (SettledOrder order : page) {
            long ours = kept.getOrDefault(order.orderId(), 0L);
            if (!order.moving() && ours != order.kept()) {
                books.record(run, judge(order, ours));
            }
        }
    }

    private Difference judge(SettledOrder order, long ours) {
        Optional<Payment> captured = payments.findPaying(order.orderId())
                .filter(payment -> payment.status() == PaymentStatus.CAPTURED && payment.capturedAt() != null);
        boolean unheardOf = ours > 0
                && order.kept() == 0
                && List.of("PENDING_PAYMENT", "CANCELLED").contains(order.status());
        if (captured.isPresent() && unheardOf) {
            Payment payment = captured.get();
            transaction.executeWithoutResult(_ -> events.captured(PaymentCaptured.of(payment, clock.instant())));
            return Difference.repaired(
                    Kind.STATE,
                    Books.ORDERS,
                    order.orderId(),
                    ours,
                    order.kept(),
                    "The order is " + order.status() + ", and was told again that it is paid.");
        }
        return Difference.aCase(
                ours == 0 ? Kind.MISSING : order.kept() == 0 ? Kind.EXTRA : Kind.AMOUNT,
                Books.ORDERS,
                order.orderId(),
                ours,
                order.kept(),
                "The order is " + order.status() + ", and other money is kept for it.");
    }

    private Map<String, Long> keptFor(List<SettledOrder> page) {
        Map<String, Long> kept = new HashMap<>();
        if (!page.isEmpty()) {
            String marks = page.stream().map(_ -> "?").collect(Collectors.joining(","));
            jdbc.query(
                    "SELECT order_id, SUM(captured_amount - refunded_amount) FROM payment WHERE order_id IN (" + marks
                            + ") GROUP BY order_id",
                    row -> {
                        kept.put(row.getString(1), row.getLong(2));
                    },
                    page.stream().map(SettledOrder::orderId).toArray());
        }
        return kept;
    }
}
