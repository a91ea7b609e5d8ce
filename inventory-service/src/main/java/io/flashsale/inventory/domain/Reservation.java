package io.flashsale.inventory.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units taken for one order.
 *
 * @param checkoutXid the checkout transaction that claims it; while set, it cannot be released
 * @param returned sold units that were given back while others stay sold
 */
public record Reservation(
        ItemRef item,
        String batchId,
        Attempt attempt,
        ReservationStatus status,
        @Nullable String checkoutXid,
        Instant admittedAt,
        int returned) {

    public String orderId() {
        return attempt.orderId();
    }

    public int quantity() {
        return attempt.quantity();
    }

    /** Units it still holds or owns. */
    public int remaining() {
        return quantity() - returned;
    }

    /** The same reservation in another status. */
    public Reservation as(ReservationStatus other) {
        return new Reservation(item, batchId, attempt, other, checkoutXid, admittedAt, returned);
    }
}
