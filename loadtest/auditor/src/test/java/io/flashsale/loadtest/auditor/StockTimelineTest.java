package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.auditor.Facts.Inventory;
import io.flashsale.loadtest.auditor.Facts.Item;
import io.flashsale.loadtest.auditor.Facts.LedgerLine;
import io.flashsale.loadtest.auditor.Facts.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StockTimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StockTimeline timeline = timeline();

    @Test
    void isFullBeforeTheFirstReservation() {
        assertThat(timeline.leastFree(at(-10), at(0))).isEqualTo(2);
    }

    @Test
    void falls() {
        assertThat(timeline.leastFree(at(2), at(3))).isEqualTo(1);
        assertThat(timeline.leastFree(at(2), at(5))).isZero();
    }

    @Test
    void risesAfterARelease() {
        assertThat(timeline.leastFree(at(11), at(12))).as("still on its way").isZero();
        assertThat(timeline.leastFree(at(12), at(20))).isEqualTo(1);
    }

    /** Two units: one reserved after 1 s, the other after 5 s, which is released after 10 s and back after 12 s. */
    private static StockTimeline timeline() {
        Inventory inventory = new Inventory(
                List.of(),
                List.of(new Item(1, 7, "sku", 2, 0, 1, 1, 1)),
                List.of(reservation("a", 1), reservation("b", 5)),
                List.of(
                        new LedgerLine("a", 1, "HOLD", 1, "DONE", at(1)),
                        new LedgerLine("b", 1, "RELEASE", 1, "DONE", at(10))));
        Map<String, StockTimeline> timelines = StockTimeline.of(inventory, Duration.ofSeconds(2));
        return Objects.requireNonNull(timelines.get("7|sku"));
    }

    private static Reservation reservation(String order, long second) {
        return new Reservation(order, 7, 1, "buyer-" + order, "k", 1, "HELD", at(second), 0);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
