package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What the buyers of one campaign were told.
 *
 * @param accepted buying calls answered with an order (the same order twice counts twice)
 * @param refusals buying calls refused, by the problem's code
 * @param unknown  buying calls whose answer never came
 * @param winners  who got the units that were accepted
 */
public record ClientNumbers(
        long accepted, SortedMap<String, Long> refusals, long unknown, Latency buying, Winners winners) {

    private static final String BOT = "bot-";
    private static final long LONGEST_MICROS = 3_600_000_000L;

    /**
     * Buyers who were told of an order, by what they are.
     *
     * @param people all others
     * @param bots   whose name begins as the load generator names its scripts
     */
    public record Winners(long people, long bots) {}

    /**
     * Of the buying calls that had an intended start, in microseconds from there.
     *
     * @param sentLate99 by how much calls left the client after their intended start, 99th percentile: a busy
     *                        machine, or a slow campaign page before the click; included in the others
     */
    public record Latency(long calls, long p50, long p95, long p99, long max, long sentLate99) {}

    /** The numbers of one campaign in a history. */
    public static ClientNumbers of(List<HistoryEntry> history, String campaign) {
        List<HistoryEntry> buys = history.stream()
                .filter(HistoryEntry::isBuy)
                .filter(entry -> campaign.equals(entry.campaign()))
                .toList();
        return new ClientNumbers(
                buys.stream().filter(HistoryEntry::isOk).count(),
                buys.stream()
                        .filter(HistoryEntry::isRefused)
                        .collect(groupingBy(
                                entry -> Objects.requireNonNullElse(entry.code(), "no code"),
                                TreeMap::new,
                                counting())),
                buys.stream()
                        .filter(entry -> !entry.isOk() && !entry.isRefused())
                        .count(),
                latency(buys),
                winners(buys));
    }

    private static Winners winners(List<HistoryEntry> buys) {
        Map<Boolean, Set<String>> won = buys.stream()
                .filter(HistoryEntry::isOk)
                .map(HistoryEntry::buyer)
                .collect(partitioningBy(buyer -> buyer.startsWith(BOT), Collectors.toSet()));
        return new Winners(
                Objects.requireNonNull(won.get(false)).size(),
                Objects.requireNonNull(won.get(true)).size());
    }

    private static Latency latency(List<HistoryEntry> buys) {
        Histogram latency = new Histogram(LONGEST_MICROS, 3);
        Histogram late = new Histogram(LONGEST_MICROS, 3);
        for (HistoryEntry buy : buys) {
            Long lateMicros = buy.lateMicros();
            if (lateMicros != null) {
                latency.recordValue(Math.clamp(buy.latencyMicros(), 0, LONGEST_MICROS));
                late.recordValue(Math.clamp(lateMicros, 0, LONGEST_MICROS));
            }
        }
        return new Latency(
                latency.getTotalCount(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(95),
                latency.getValueAtPercentile(99),
                latency.getMaxValue(),
                late.getValueAtPercentile(99));
    }
}
