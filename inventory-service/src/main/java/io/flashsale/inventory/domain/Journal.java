package io.flashsale.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gate's journal of admitted attempts, shared by all instances: each entry is handed to one of them. */
public interface Journal {
    /** New entries of these items, oldest first; one round trip, does not wait. */
    Map<ItemRef, List<JournalEntry>> readNew(Collection<ItemRef> items);

    /** Entries handed to this instance before and never acknowledged. */
    Map<ItemRef, List<JournalEntry>> readUnfinished(Collection<ItemRef> items);

    /** Takes over entries left unacknowledged for so long; answers the items that have unfinished ones now. */
    List<ItemRef> takeOver(Collection<ItemRef> items, Duration restedFor);

    /** Sets an entry aside that cannot be applied, for an operator, so that those behind it go on. */
    void setAside(JournalEntry entry, Failure failure);

    /** How far the ledger is behind; items without a journal are absent. One round trip. */
    Map<ItemRef, Lag> lag(Collection<ItemRef> items);

    /** Why an entry was given up. */
    record Failure(int attempts, Instant firstAt, Instant lastAt, String error) {}

    /**
     * How far the ledger is behind the journal of one item.
     *
     * @param entries not in the ledger yet
     * @param handedOut of these, given to an instance and not finished
     * @param oldest when the gate wrote the oldest of them; null when there is none
     * @param dead entries set aside
     */
    record Lag(long entries, long handedOut, @Nullable Instant oldest, long dead) {}

    /** Forgets entries that are in the ledger. */
    void acknowledge(ItemRef item, List<String> entryIds);
}
