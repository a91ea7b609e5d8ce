package io.flashsale.reward.coupons;

import io.flashsale.reward.Utc;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A coupon in the hands of a buyer.
 *
 * @param orderId the order that earned it
 * @param expiresAt UTC
 */
record Coupon(long id, String buyerId, String template, String orderId, Status status, LocalDateTime expiresAt) {

    enum Status {
        AVAILABLE,
        /** Set aside for a payment in flight. */
        HELD,
        REDEEMED,
        /** The order that earned it was refunded. */
        REVOKED,
        /** Never stored: available, and out of date. */
        EXPIRED
    }

    Status statusAt(Instant now) {
        return status == Status.AVAILABLE && !Utc.instant(expiresAt).isAfter(now) ? Status.EXPIRED : status;
    }
}
