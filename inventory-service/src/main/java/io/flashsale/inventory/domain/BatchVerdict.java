package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a whole batch; kept, so that asking again gives the same.
 *
 * @param decidedAt by the clock of the gate
 * @param available units left in the gate right after the decision
 */
public record BatchVerdict(String batchId, Instant decidedAt, int available, List<AttemptVerdict> verdicts) {
    public BatchVerdict {
        verdicts = List.copyOf(verdicts);
    }
}
