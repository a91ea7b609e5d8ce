package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.load.Latencies;
import io.flashsale.loadtest.benchmark.sale.Books;
import io.flashsale.loadtest.benchmark.stack.Rows;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.middleware.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What became of orders that were paid, as order-service and payment-service keep it. */
final class CheckoutBooks implements AutoCloseable {

    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final int AT_ONCE = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Rows orders;
    private final Rows payments;

    CheckoutBooks(Surroundings surroundings) {
        this.orders = surroundings.rows("orders");
        this.payments = surroundings.rows("payment");
    }

    /** Waits until nothing of these orders is under way; false if that takes too long. */
    boolean rest(Ids paid) throws InterruptedException {
        long[] last = paid.last(AT_ONCE);
        return Poll.until(
                () -> last.length == 0
                        || (fulfilled(last) == last.length
                                && orders.number("SELECT COUNT(*) FROM orders WHERE status IN ('PAYING', 'PAID')")
                                        == 0),
                REST_WITHIN);
    }

    /** When the last of them was fulfilled, in milliseconds of the wall clock; 0 without any. */
    long lastFulfilledAt(Ids paid) {
        long last = 0;
        for (long[] some : parts(paid)) {
            for (long at : fulfilledAt(some)) {
                last = Math.max(last, at);
            }
        }
        return last;
    }

    /** From the moment each was meant to be paid to the one it was fulfilled. */
    Latencies untilFulfilled(Ids paid, Map<Long, Long> intended) {
        Latencies latencies = new Latencies();
        for (long[] some : parts(paid)) {
            long[] at = fulfilledAt(some);
            for (int i = 0; i < Math.min(some.length, at.length); i++) {
                latencies.record((at[i] - intended.getOrDefault(some[i], at[i])) * NANOS_PER_MILLI);
            }
        }
        return latencies;
    }

    /** Orders that were paid and are not fulfilled, or whose money was not taken once. */
    List<String> violations(Ids paid) {
        long fulfilled = 0;
        long captured = 0;
        for (long[] some : parts(paid)) {
            fulfilled += fulfilled(some);
            captured += payments.number("SELECT COUNT(DISTINCT order_id) FROM payment WHERE status = 'CAPTURED' AND"
                    + " captured_amount = amount AND order_id IN ('"
                    + Books.list(some).replace(",", "','") + "')");
        }
        List<String> violations = new ArrayList<>();
        if (fulfilled != paid.size()) {
            violations.add("%d orders were paid, %d are fulfilled".formatted(paid.size(), fulfilled));
        }
        if (captured != paid.size()) {
            violations.add("%d orders were paid, money was taken for %d".formatted(paid.size(), captured));
        }
        return violations;
    }

    private long fulfilled(long[] ids) {
        return orders.number(
                "SELECT COUNT(*) FROM orders WHERE status = 'FULFILLED' AND id IN (" + Books.list(ids) + ")");
    }

    /** In the order of the ids, which ascend. */
    private long[] fulfilledAt(long[] ids) {
        return orders.ids("SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', at) DIV 1000 FROM order_event WHERE"
                        + " to_status = 'FULFILLED' AND order_id IN (" + Books.list(ids) + ") ORDER BY order_id")
                .last(ids.length);
    }

    private static List<long[]> parts(Ids paid) {
        long[] sorted = paid.sorted();
        List<long[]> parts = new ArrayList<>();
        for (int from = 0; from < sorted.length; from += AT_ONCE) {
            parts.add(Arrays.copyOfRange(sorted, from, Math.min(sorted.length, from + AT_ONCE)));
        }
        return parts;
    }

    @Override
    public void close() {
        orders.close();
        payments.close();
    }
}
