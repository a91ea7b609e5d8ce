package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;

/**
 * What the gate decided in one call, on its way to the ledger.
 *
 * @param entryId unique within the item and epoch
 * @param source the batch or the stock change it decided
 */
public record JournalEntry(
        String entryId, ItemRef item, long epoch, String source, Instant decidedAt, Content content) {

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
