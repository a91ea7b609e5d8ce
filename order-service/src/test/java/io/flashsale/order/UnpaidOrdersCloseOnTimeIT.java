package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.application.ExpiryTrigger;
import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.application.RingExpiryAlarms;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Three triggers race for an unpaid order. Each alone is enough, and together they close it once. */
class UnpaidOrdersCloseOnTimeIT extends OrderServiceIT {

    /** The shortest a campaign may give. */
    private static final int TIME_TO_PAY = 5;

    private static final int ORDERS = 5;

    @Autowired
    RingExpiryAlarms ringExpiryAlarms;

    @Autowired
    OrderAnnouncements announcements;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    MeterRegistry meters;

    @AfterEach
    void turnAllTriggersOn() {
        TRIGGERS.addAll(EnumSet.allOf(ExpiryTrigger.class));
    }

    @Test
    void togetherTheyCloseAnOrderOnceAndWithinASecond() {
        double before = timedOut() - closedBy(ExpiryTrigger.values());
        Campaign campaign = openCampaign(ORDERS, 1, TIME_TO_PAY);
        List<OrderId> unpaid = Stream.generate(() -> buy(uniqueName("buyer"), campaign, 1, uniqueName("key")))
                .limit(ORDERS)
                .map(Answer::orderId)
                .toList();
        await().atMost(PATIENCE)
                .until(() -> unpaid.stream().allMatch(id -> orders.find(id).isPresent()));

        awaitClosed(unpaid);

        unpaid.forEach(id -> {
            assertThat(latenessMillis(id)).isBetween(0L, 1_000L);
            assertThat(orders.historyOf(id)).hasSize(2);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(timedOut() - closedBy(ExpiryTrigger.values()))
                        .isEqualTo(before));
    }

    @ParameterizedTest
    @EnumSource
    void eachAloneClosesWhatTheOthersMiss(ExpiryTrigger only) {
        TRIGGERS.retainAll(EnumSet.of(only));
        double before = timedOut() - closedBy(only);
        List<Order> unpaid = transaction.execute(_ -> {
            List<Order> stored = Stream.generate(() -> storedOrder(Duration.ofSeconds(1)))
                    .limit(ORDERS)
                    .toList();
            announcements.wakeAtExpiry(stored);
            return stored;
        });
        ringExpiryAlarms.load();

        awaitClosed(unpaid.stream().map(Order::id).toList());

        unpaid.forEach(order -> assertThat(latenessMillis(order.id())).isNotNegative());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(timedOut() - closedBy(only)).isEqualTo(before));
    }

    @Test
    void alarmsAreSetForOrdersThatAnotherInstanceStored() {
        TRIGGERS.retainAll(EnumSet.of(ExpiryTrigger.WHEEL));
        Order soon = storedOrder(Duration.ofSeconds(2));
        Order overdue = storedOrder(Duration.ofSeconds(-2));
        Order later = storedOrder(Duration.ofMinutes(30));

        ringExpiryAlarms.load();

        awaitClosed(List.of(soon.id(), overdue.id()));
        assertThat(latenessMillis(soon.id())).isBetween(0L, 1_000L);
        assertThat(statusOf(later.id())).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(meters.get("flashsale.orders.alarms").gauge().value()).isZero();
        assertThat(meters.get("flashsale.orders.close.lateness").timer().count())
                .isPositive();
    }

    @Test
    void anOrderThatIsPaidOrBeingPaidIsNotClosed() {
        Order paying = storedOrder(Duration.ofSeconds(2));
        Order paid = storedOrder(Duration.ofSeconds(2));
        Order unpaid = storedOrder(Duration.ofSeconds(2));
        assertThat(orders.startCheckout(paying.id(), "payment", "xid")).isTrue();
        assertThat(orders.markPaid(paid.id(), "payment")).isTrue();
        ringExpiryAlarms.load();

        awaitClosed(List.of(unpaid.id()));

        assertThat(statusOf(paying.id())).isEqualTo(OrderStatus.PAYING);
        assertThat(orders.historyOf(paid.id())).noneMatch(step -> step.to() == OrderStatus.CANCELLED);
    }

    private void awaitClosed(List<OrderId> ids) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id -> assertThat(orders.find(id).orElseThrow())
                                .satisfies(order -> assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED))
                                .satisfies(order -> assertThat(order.reason()).isEqualTo(OrderReason.TIMEOUT))));
    }

    /** From the end of the time to pay to the cancellation, by the database's clock. */
    private long latenessMillis(OrderId id) {
        Long micros = jdbc.queryForObject(
                "SELECT TIMESTAMPDIFF(MICROSECOND, o.expire_at, e.at) FROM orders o"
                        + " JOIN order_event e ON e.order_id = o.id AND e.to_status = 'CANCELLED' WHERE o.id = ?",
                Long.class,
                id.value());
        return micros == null ? Long.MIN_VALUE : micros / 1_000;
    }

    /** Those of other tests, too: their time may end in the middle of one of these. */
    private long timedOut() {
        Long count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM orders WHERE status = 'CANCELLED' AND reason = 'TIMEOUT'", Long.class);
        return count == null ? 0 : count;
    }

    private double closedBy(ExpiryTrigger... triggers) {
        return Arrays.stream(triggers)
                .mapToDouble(trigger -> meters.counter(
                                "flashsale.orders.closed",
                                "trigger",
                                trigger.name().toLowerCase(Locale.ROOT))
                        .count())
                .sum();
    }
}
