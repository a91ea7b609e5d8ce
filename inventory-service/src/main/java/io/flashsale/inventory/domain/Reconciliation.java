package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of gates, ledger and orders.
 *
 * @param requestedBy an operator, or the name of this service when it was time
 * @param finishedAt null while it runs, or when it was cut short
 * @param busy items whose gate could not be compared because they never rested
 * @param unanswered reservations whose order could not be asked for
 */
public record Reconciliation(
        long id,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int items,
        int busy,
        int reservations,
        int unanswered,
        List<Difference> differences) {
    public Reconciliation {
        differences = List.copyOf(differences);
    }
}
