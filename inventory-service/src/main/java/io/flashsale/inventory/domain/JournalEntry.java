package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;

/**
 * What the gate decided in one call, on its way to the ledger.
 *
 * @param entryId unique within the item and epoch
 * @param revision of the gate after the decision; 0 when the entry does not tell
 * @param source the batch or the stock change it decided
 */
public record JournalEntry(
        String entryId, ItemRef item, long epoch, long revision, String source, Instant decidedAt, Content content) {

    /** The same entry, which does not tell its revision. */
    public JournalEntry withoutRevision() {
        return new JournalEntry(entryId, item, epoch, 0, source, decidedAt, content);
    }

    public sealed interface Content {}

    /** Attempts that were admitted, at least one. */
    public record Admission(List<Attempt> attempts) implements Content {
        public Admission {
            attempts = List.copyOf(attempts);
        }
    }

    /** Units that were taken off sale. */
    public record Withdrawal(long changeId, int units) implements Content {}
}
