package io.flashsale.order.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this instance believes about the sale without asking: the last published snapshot, and sold-out answers it saw
 * itself. A belief only saves work; whatever is not certain goes to the stock gate. Sold-out is believed for a moment
 * only, so that stock coming back is sold.
 */
public final class KnownSale {

    private static final Duration OPENING_MARGIN = Duration.ofMillis(50);

    /** An older snapshot cannot tell that an item does not exist. */
    private static final Duration SNAPSHOT_FRESH = Duration.ofSeconds(2);

    private final Clock clock;
    private final Duration soldOutBelief;
    private final Map<ItemKey, Instant> seenSoldOutAt = new ConcurrentHashMap<>();
    private volatile @Nullable Snapshot snapshot;

    /**
     * Knows nothing yet.
     *
     * @param soldOutBelief how long a sold-out answer is believed
     */
    public KnownSale(Clock clock, Duration soldOutBelief) {
        this.clock = clock;
        this.soldOutBelief = soldOutBelief;
    }

    /** Replaces the snapshot. */
    public void learn(LiveSale live) {
        Instant received = clock.instant();
        Map<ItemKey, Entry> entries = new HashMap<>();
        for (LiveSale.Campaign campaign : live.campaigns()) {
            for (LiveSale.Item item : campaign.items()) {
                entries.put(new ItemKey(campaign.id(), item.sku()), new Entry(campaign, item));
            }
        }
        snapshot = new Snapshot(
                live.version(), received, Duration.between(received, live.serverTime()), Map.copyOf(entries));
        seenSoldOutAt.keySet().retainAll(entries.keySet());
    }

    /** Version of the snapshot, empty before the first. */
    public String version() {
        Snapshot current = snapshot;
        return current == null ? "" : current.version;
    }

    /** The gate just said that nothing is left of this item. */
    public void sawSoldOut(ItemKey item) {
        seenSoldOutAt.put(item, clock.instant());
    }

    /** What may be assumed of this item now. */
    public State stateOf(ItemKey item) {
        Snapshot current = snapshot;
        if (current == null) {
            return State.UNKNOWN;
        }
        Entry entry = current.entries.get(item);
        Instant now = clock.instant();
        if (entry == null) {
            return current.received.isAfter(now.minus(SNAPSHOT_FRESH)) ? State.NO_SUCH_ITEM : State.UNKNOWN;
        }
        Instant saleTime = now.plus(current.offset);
        return switch (entry.campaign.phase()) {
            case CLOSED -> State.CLOSED;
            case PAUSED -> State.PAUSED;
            case WARMED, OPEN -> {
                if (saleTime.plus(OPENING_MARGIN).isBefore(entry.campaign.startsAt())) {
                    yield State.NOT_OPEN_YET;
                }
                yield believedSoldOut(item, entry, current, now) ? State.SOLD_OUT : State.ASK;
            }
        };
    }

    /** How long until the item's sale begins, by the sale's clock; zero or less when it has begun or is not known. */
    public Duration untilStart(ItemKey item) {
        Snapshot current = snapshot;
        Entry entry = current == null ? null : current.entries.get(item);
        return current == null || entry == null
                ? Duration.ZERO
                : Duration.between(clock.instant().plus(current.offset), entry.campaign.startsAt());
    }

    /** The terms of an item, as last published. */
    public Optional<Terms> termsOf(ItemKey item) {
        Snapshot current = snapshot;
        return Optional.ofNullable(current == null ? null : current.entries.get(item))
                .map(entry -> new Terms(entry.item.perBuyerLimit(), entry.campaign.payWithinSeconds(), entry.item));
    }

    /** Every item that is live. */
    public Set<ItemKey> items() {
        Snapshot current = snapshot;
        return current == null ? Set.of() : current.entries.keySet();
    }

    private boolean believedSoldOut(ItemKey item, Entry entry, Snapshot current, Instant now) {
        Instant horizon = now.minus(soldOutBelief);
        if (entry.item.soldOut() && current.received.isAfter(horizon)) {
            return true;
        }
        Instant seen = seenSoldOutAt.get(item);
        return seen != null && seen.isAfter(horizon);
    }

    /** What a purchase may be told without asking the gate for a decision. */
    public enum State {
        /** Nothing, or nothing recent, was heard of the sale. */
        UNKNOWN,
        NO_SUCH_ITEM,
        NOT_OPEN_YET,
        PAUSED,
        CLOSED,
        SOLD_OUT,
        /** Only the gate can tell. */
        ASK
    }

    /** Published terms of an item. */
    public record Terms(int perBuyerLimit, int payWithinSeconds, LiveSale.Item item) {}

    private record Entry(LiveSale.Campaign campaign, LiveSale.Item item) {}

    private record Snapshot(String version, Instant received, Duration offset, Map<ItemKey, Entry> entries) {}
}
