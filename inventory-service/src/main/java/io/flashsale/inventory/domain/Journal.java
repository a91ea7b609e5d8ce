package io.flashsale.inventory.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The gate's journal of admitted attempts, shared by all instances: each entry is handed to one of them. */
public interface Journal {
    /** New entries of these items, oldest first; one round trip, does not wait. */
    Map<ItemRef, List<JournalEntry>> readNew(Collection<ItemRef> items);

    /** Entries handed to this instance before and never acknowledged. */
    Map<ItemRef, List<JournalEntry>> readUnfinished(Collection<ItemRef> items);

    /** Takes over entries left unacknowledged for too long; answers the items that have unfinished ones now. */
    List<ItemRef> takeOver(Collection<ItemRef> items);

    /** Forgets entries that are in the ledger. */
    void acknowledge(ItemRef item, List<String> entryIds);
}
