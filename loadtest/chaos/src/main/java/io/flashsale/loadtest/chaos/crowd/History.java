package io.flashsale.loadtest.chaos.crowd;

import io.flashsale.loadtest.auditor.HistoryEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/** What everybody was told, and when. Safe for many threads. */
public final class History {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long an order that was promised may take to be stored, when all is well. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

    private final Collection<HistoryEntry> entries = new ConcurrentLinkedQueue<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    void add(HistoryEntry entry) {
        entries.add(entry);
    }

    /**
     * Purchases under way at that instant: calls that were sent and not answered, and orders that were promised so
     * shortly before that they may not be stored yet.
     */
    public long inFlightAt(Instant instant) {
        return entries.stream()
                .filter(History::isBuy)
                .filter(entry -> !askedAt(entry).isAfter(instant))
                .filter(entry -> !entry.at()
                        .plus(isOk(entry) ? ON_ITS_WAY : Duration.ZERO)
                        .isBefore(instant))
                .count();
    }

    /** From the instant to the first order that was asked for after it. */
    public Optional<Duration> firstOrderAfter(Instant instant) {
        return entries.stream()
                .filter(History::isBuy)
                .filter(History::isOk)
                .filter(entry -> askedAt(entry).isAfter(instant))
                .map(HistoryEntry::at)
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(instant, first));
    }

    /** Different orders buyers were told of. */
    public long accepted() {
        return entries.stream()
                .filter(History::isBuy)
                .filter(History::isOk)
                .map(HistoryEntry::orderId)
                .distinct()
                .count();
    }

    /** Whether anybody was told of an order that was asked for after that instant. */
    public boolean hasOrderAfter(Instant instant) {
        return firstOrderAfter(instant).isPresent();
    }

    /** A buyer was told no, for good. */
    void refuse(String key) {
        refused.add(key);
    }

    /** Keys under which buyers were told no, for good. */
    public Set<String> refusedKeys() {
        return Set.copyOf(refused);
    }

    /** Writes one JSON object per line, for the auditor. */
    public void write(Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (HistoryEntry entry : entries) {
                out.write(JSON.writeValueAsString(entry));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant askedAt(HistoryEntry entry) {
        return entry.at().minus(entry.latencyMicros(), ChronoUnit.MICROS);
    }

    private static boolean isBuy(HistoryEntry entry) {
        return entry.op().equals("buy");
    }

    private static boolean isOk(HistoryEntry entry) {
        return entry.outcome().equals("ok");
    }
}
