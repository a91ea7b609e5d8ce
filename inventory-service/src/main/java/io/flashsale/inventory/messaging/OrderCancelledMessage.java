package io.flashsale.inventory.messaging;

import io.flashsale.inventory.application.ForgottenReservations.Promise;
import io.flashsale.inventory.domain.Attempt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code OrderCancelled}; the older ones told the id only. */
record OrderCancelledMessage(
        String orderId,
        @Nullable String buyerId,
        @Nullable String campaignId,
        @Nullable String sku,
        @Nullable Integer quantity,
        @Nullable String batchId,
        @Nullable String idempotencyKey,
        @Nullable Instant admittedAt) {

    /** What the gate once promised this order. */
    Optional<Promise> promise() {
        return buyerId == null
                        || campaignId == null
                        || sku == null
                        || quantity == null
                        || batchId == null
                        || idempotencyKey == null
                        || admittedAt == null
                ? Optional.empty()
                : Optional.of(new Promise(
                        Long.parseLong(campaignId),
                        sku,
                        batchId,
                        new Attempt(orderId, buyerId, idempotencyKey, "", quantity),
                        admittedAt));
    }
}
