package io.flashsale.inventory.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * One filling of a gate from the ledger.
 *
 * @param fenceToken of the lock under which it happened
 * @param requestedBy an operator, or the name of this service
 * @param available units the gate was opened with
 * @param beganAt when the gate was closed
 * @param openedAt when it was open again
 */
public record GateRebuild(
        ItemRef item,
        long epoch,
        long fenceToken,
        RebuildReason reason,
        String requestedBy,
        int available,
        Instant beganAt,
        Instant openedAt) {

    public Duration took() {
        return Duration.between(beganAt, openedAt);
    }
}
