package io.flashsale.reward.points;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Points that run out together.
 *
 * @param id null while it is not stored as spendable
 * @param orderId the order that earned them
 * @param expiresAt UTC
 */
record Lot(@Nullable Long id, String orderId, long points, LocalDateTime expiresAt) {

    static Lot of(String orderId, long points, LocalDateTime expiresAt) {
        return new Lot(null, orderId, points, expiresAt);
    }

    Lot with(long other) {
        return new Lot(id, orderId, other, expiresAt);
    }
}
