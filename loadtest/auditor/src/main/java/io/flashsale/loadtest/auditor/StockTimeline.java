package io.flashsale.loadtest.auditor;

import io.flashsale.loadtest.auditor.Facts.Item;
import io.flashsale.loadtest.auditor.Facts.LedgerLine;
import io.flashsale.loadtest.auditor.Facts.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Units of one item that could still be promised, over time. */
final class StockTimeline {

    private static final Set<String> GIVES_BACK = Set.of("RELEASE", "RETURN", "REJECT");

    /** Free units from that instant on. */
    private final NavigableMap<Instant, Long> free = new TreeMap<>();

    private final long total;

    private StockTimeline(long total, NavigableMap<Instant, Long> changes) {
        this.total = total;
        long now = total;
        for (Map.Entry<Instant, Long> change : changes.entrySet()) {
            now += change.getValue();
            free.put(change.getKey(), now);
        }
    }

    /** By {@code campaignId|sku}. */
    static Map<String, StockTimeline> of(Facts.Inventory inventory, Duration givingBack) {
        Map<Long, NavigableMap<Instant, Long>> changes = new HashMap<>();
        Map<String, Instant> givenBack = new HashMap<>();
        for (LedgerLine line : inventory.ledger()) {
            if (GIVES_BACK.contains(line.kind())) {
                givenBack.merge(line.orderId(), line.at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        for (Reservation reservation : inventory.reservations()) {
            NavigableMap<Instant, Long> ofItem = changes.computeIfAbsent(reservation.itemId(), any -> new TreeMap<>());
            ofItem.merge(reservation.admittedAt(), -reservation.quantity(), Long::sum);
            Instant back = givenBack.get(reservation.orderId());
            if (back != null) {
                ofItem.merge(back.plus(givingBack), reservation.quantity(), Long::sum);
            }
        }
        Map<String, StockTimeline> timelines = new HashMap<>();
        for (Item item : inventory.items()) {
            timelines.put(
                    item.campaignId() + "|" + item.sku(),
                    new StockTimeline(item.total(), changes.getOrDefault(item.id(), new TreeMap<>())));
        }
        return timelines;
    }

    /** The least that was free at any instant of the interval, both ends included. */
    long leastFree(Instant from, Instant to) {
        Map.Entry<Instant, Long> before = free.floorEntry(from);
        long least = before == null ? total : before.getValue();
        for (long during : free.subMap(from, true, to, true).values()) {
            least = Math.min(least, during);
        }
        return least;
    }
}
