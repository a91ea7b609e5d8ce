package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;

/**
 * What the gate admitted in one batch, on its way to the ledger.
 *
 * @param entryId unique within the item and epoch
 */
public record JournalEntry(
        String entryId, ItemRef item, long epoch, String batchId, Instant decidedAt, List<Attempt> admitted) {
    public JournalEntry {
        admitted = List.copyOf(admitted);
    }
}
