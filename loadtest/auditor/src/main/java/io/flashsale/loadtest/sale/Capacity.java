package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long buying calls took while more and more came, from the client history: calls count from the moment they were
 * intended for, in windows of that moment.
 *
 * @param windows   in order of time
 * @param perSecond intended clicks per second of the last window before the first bad one; 0: even the first was bad
 */
public record Capacity(List<Window> windows, double perSecond) {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration LONGEST_P99 = Duration.ofSeconds(1);
    private static final double MOST_UNKNOWN = 0.01;
    private static final long LONGEST_MICROS = 3_600_000_000L;

    /**
     * Five seconds.
     *
     * @param perSecond clicks that were intended
     * @param p50       microseconds
     * @param p99       microseconds
     * @param unknown   share of clicks without a definite answer, 0 to 1
     */
    public record Window(double perSecond, long p50, long p99, double unknown) {

        boolean isBad() {
            return p99 > LONGEST_P99.toNanos() / 1_000 || unknown > MOST_UNKNOWN;
        }
    }

    public Capacity {
        windows = List.copyOf(windows);
    }

    /** Reads the clicks that had an intended moment out of a history. */
    static Capacity of(List<HistoryEntry> history) {
        SortedMap<Instant, List<HistoryEntry>> clicks = new TreeMap<>();
        for (HistoryEntry entry : history) {
            if (entry.op().equals("buy") && entry.lateMicros() != null) {
                Instant intended = entry.at().minus(entry.latencyMicros(), ChronoUnit.MICROS);
                long window = intended.toEpochMilli() / WINDOW.toMillis();
                clicks.computeIfAbsent(Instant.ofEpochMilli(window * WINDOW.toMillis()), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Window> windows = clicks.values().stream().map(Capacity::window).toList();
        double perSecond = 0;
        for (Window window : windows) {
            if (window.isBad()) {
                break;
            }
            perSecond = Math.max(perSecond, window.perSecond);
        }
        return new Capacity(windows, perSecond);
    }

    private static Window window(List<HistoryEntry> clicks) {
        Histogram latency = new Histogram(LONGEST_MICROS, 3);
        clicks.forEach(click -> latency.recordValue(Math.clamp(click.latencyMicros(), 0, LONGEST_MICROS)));
        long unknown = clicks.stream()
                .filter(click -> click.outcome().equals("unknown"))
                .count();
        return new Window(
                clicks.size() / (double) WINDOW.toSeconds(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                unknown / (double) clicks.size());
    }

    /** A line for every window, and what they come to. */
    String text() {
        StringBuilder text = new StringBuilder("  clicks/s     p50       p99   unknown");
        for (Window window : windows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %8.1f %7.0f ms %7.0f ms %5.1f %%%s",
                    window.perSecond,
                    window.p50 / 1000.0,
                    window.p99 / 1000.0,
                    window.unknown * 100,
                    window.isBad() ? "  too slow" : ""));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%n  capacity %.0f clicks/s: 99 of 100 answered within %d ms, whole journeys around them",
                        perSecond,
                        LONGEST_P99.toMillis()))
                .toString();
    }
}
