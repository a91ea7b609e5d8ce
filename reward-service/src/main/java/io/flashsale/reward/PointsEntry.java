package io.flashsale.reward;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One line of the points ledger.
 *
 * @param buyerId null for the reversal of an order that earned nothing
 * @param points positive for a grant, zero or negative for a reversal
 * @param createdAt UTC
 */
record PointsEntry(String orderId, Kind kind, @Nullable String buyerId, long points, LocalDateTime createdAt) {

    enum Kind {
        GRANT,
        REVERSAL
    }
}
