package io.flashsale.loadtest.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.auditor.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<HistoryEntry> history = new ArrayList<>();

    @Test
    void isTheRateOfTheLastWindowBeforeCallsTakeTooLong() {
        clicks(0, 50, 20, "ok");
        clicks(5, 100, 30, "refused");
        clicks(10, 150, 1_500, "ok");
        clicks(15, 200, 20, "ok");

        Capacity capacity = Capacity.of(history);

        assertThat(capacity.perSecond()).isEqualTo(20);
        assertThat(capacity.windows()).extracting(Capacity.Window::perSecond).containsExactly(10.0, 20.0, 30.0, 40.0);
        assertThat(capacity.text()).contains("too slow").contains("capacity 20 clicks/s");
    }

    @Test
    void callsCountFromTheMomentTheyWereIntendedFor() {
        // Intended in the first window, answered in the third.
        history.add(click(BEGIN.plusSeconds(4), 8_000, "ok", 0L));

        Capacity capacity = Capacity.of(history);

        assertThat(capacity.windows())
                .singleElement()
                .satisfies(window -> assertThat(window.isBad()).isTrue());
        assertThat(capacity.perSecond()).isZero();
    }

    @Test
    void whoeverGetsNoAnswerIsNotServed() {
        clicks(0, 97, 20, "ok");
        clicks(0, 3, 20, "unknown");

        assertThat(Capacity.of(history).perSecond()).isZero();
    }

    @Test
    void whatFollowedAnotherAnswerIsNoClick() {
        history.add(click(BEGIN, 20, "ok", null));

        assertThat(Capacity.of(history).windows()).isEmpty();
    }

    private void clicks(int second, int count, long millis, String outcome) {
        for (int i = 0; i < count; i++) {
            history.add(click(BEGIN.plusSeconds(second), millis, outcome, 0L));
        }
    }

    private static HistoryEntry click(Instant intended, long millis, String outcome, @Nullable Long lateMicros) {
        return new HistoryEntry(
                intended.plusMillis(millis),
                "buyer",
                "buy",
                "key",
                outcome,
                null,
                null,
                null,
                "1",
                "phone",
                1,
                millis * 1_000,
                lateMicros);
    }
}
