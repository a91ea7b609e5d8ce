package io.flashsale.order.reconciliation;

import io.flashsale.jobs.SoleRunner;
import io.flashsale.jobs.reconciliation.DailyReconciliation;
import io.flashsale.jobs.reconciliation.Difference;
import io.flashsale.jobs.reconciliation.Difference.Kind;
import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.reconciliation.EarnedPoints.Earned;
import io.flashsale.order.reconciliation.EarningOrders.Earning;
import io.flashsale.order.saga.FulfilmentSteps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares the orders of a day with the points they earned, a page at a time, in both directions. A fulfilled order
 * without its points gets them by the step of its saga, which grants once; anything else is for an operator.
 */
@Component
public class ReconcilePoints implements DailyReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcilePoints.class);
    private static final int PAGE = 200;

    /** What changed within this time may still be on its way between the services. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final SoleRunner soleRunner;
    private final ReconciliationBooks books;
    private final EarningOrders orders;
    private final EarnedPoints points;
    private final FulfilmentSteps steps;
    private final Clock clock;

    ReconcilePoints(
            SoleRunner soleRunner,
            ReconciliationBooks books,
            EarningOrders orders,
            EarnedPoints points,
            FulfilmentSteps steps,
            Clock clock) {
        this.soleRunner = soleRunner;
        this.books = books;
        this.orders = orders;
        this.points = points;
        this.steps = steps;
        this.clock = clock;
    }

    /** Yesterday, early in the morning; {@code flashsale.reconcile-points-at} is a cron expression, Beijing time. */
    @Scheduled(cron = "${flashsale.reconcile-points-at:0 10 5 * * *}", zone = "Asia/Shanghai")
    public void yesterday() {
        reconcile(LocalDate.now(clock.withZone(BEIJING)).minusDays(1), "schedule");
    }

    @Override
    public Optional<Long> reconcile(LocalDate day, String requestedBy) {
        return soleRunner.whileHeld("reconciliation", token -> run(books.begin(day, token, requestedBy)));
    }

    private long run(Run run) {
        Instant from = run.day().atStartOfDay(BEIJING).toInstant();
        Instant end = run.day().plusDays(1).atStartOfDay(BEIJING).toInstant();
        Instant settled = clock.instant().minus(SETTLING);
        Instant to = end.isBefore(settled) ? end : settled;
        long compared = 0;
        @Nullable String failure = null;
        try {
            compared = changedOrders(run, from, to);
            compared += movedPoints(run, from, to);
        } catch (RuntimeException e) {
            LOG.error("The points of {} could not be compared: {}", run.day(), e.toString());
            failure = e.toString();
        } finally {
            books.end(run, compared, failure);
        }
        return run.id();
    }

    private long changedOrders(Run run, Instant from, Instant to) {
        long compared = 0;
        long after = 0;
        List<Earning> page;
        do {
            page = orders.changedBetween(from, to, after, PAGE);
            Map<String, Earned> earned = page.isEmpty()
                    ? Map.of()
                    : index(points.of(page.stream().map(Earning::id).toList()), Earned::orderId);
            for (Earning order : page) {
                compare(run, order, earned.get(order.id().toString()));
            }
            compared += page.size();
            after = page.isEmpty() ? after : page.getLast().id().value();
        } while (page.size() == PAGE);
        return compared;
    }

    /** Points that moved that day for orders that did not change: nobody has looked at them yet. */
    private long movedPoints(Run run, Instant from, Instant to) {
        long compared = 0;
        @Nullable String after = null;
        List<Earned> page;
        do {
            page = points.movedBetween(from, to, after, PAGE);
            Map<String, Earning> known = index(
                    orders.among(
                            page.stream().flatMap(earned -> id(earned).stream()).toList()),
                    order -> order.id().toString());
            for (Earned earned : page) {
                Earning order = known.get(earned.orderId());
                if (order == null) {
                    forNobody(run, earned);
                } else if (order.changedAt().isBefore(from)
                        || !order.changedAt().isBefore(to)) {
                    compare(run, order, earned);
                }
            }
            compared += page.size();
            after = page.isEmpty() ? after : page.getLast().orderId();
        } while (page.size() == PAGE);
        return compared;
    }

    private void forNobody(Run run, Earned earned) {
        if (earned.kept() != 0 || earned.booked() != 0) {
            books.record(
                    run,
                    Difference.aCase(
                            Kind.EXTRA,
                            Books.ORDERS,
                            earned.orderId(),
                            earned.booked(),
                            null,
                            "Points are kept for an order nobody knows."));
        }
    }

    private void compare(Run run, Earning order, @Nullable Earned earned) {
        if (order.moving()) {
            return;
        }
        if (order.status() != OrderStatus.FULFILLED) {
            if (earned != null && (earned.kept() != 0 || earned.booked() != 0)) {
                books.record(run, aCase(Kind.EXTRA, order, earned.booked(), 0, "and points are kept for it."));
            }
        } else if (earned == null || earned.amount() == null) {
            books.record(run, grant(order));
        } else if (earned.amount() != order.paid()) {
            books.record(run, aCase(Kind.AMOUNT, order, earned.amount(), order.paid(), "and earned for other money."));
        } else if (earned.booked() != earned.kept()) {
            books.record(
                    run,
                    aCase(
                            earned.booked() > earned.kept() ? Kind.EXTRA : Kind.MISSING,
                            order,
                            earned.booked(),
                            earned.kept(),
                            "and its buyer's account has other points for it than it earned."));
        }
    }

    private Difference grant(Earning order) {
        boolean granted = false;
        try {
            granted = steps.grantPoints(order.id().toString());
        } catch (RuntimeException e) {
            LOG.warn("Points of order {} could not be granted: {}", order.id(), e.toString());
        }
        return granted
                ? Difference.repaired(
                        Kind.MISSING,
                        Books.ORDERS,
                        order.id().toString(),
                        null,
                        order.paid(),
                        "The order is FULFILLED and had no points; they are granted now.")
                : aCase(Kind.MISSING, order, null, order.paid(), "and has no points, and they cannot be granted.");
    }

    private static Difference aCase(Kind kind, Earning order, @Nullable Long ours, long theirs, String detail) {
        return Difference.aCase(
                kind,
                Books.ORDERS,
                order.id().toString(),
                ours,
                theirs,
                "The order is " + order.status() + " " + detail);
    }

    private static Optional<OrderId> id(Earned earned) {
        try {
            return Optional.of(OrderId.parse(earned.orderId()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    /** What the points were compared with. */
    enum Books {
        ORDERS
    }
}
