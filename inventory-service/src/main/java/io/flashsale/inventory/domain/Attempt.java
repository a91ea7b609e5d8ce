package io.flashsale.inventory.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One buyer's wish for one order.
 *
 * @param bodyHash fingerprint of the request, tells a retry from another wish under the same key
 * @param quantity units, at least 1
 * @param nonce of the purchase token it came with, if there was one; the ledger does not keep it
 */
public record Attempt(
        String orderId,
        String buyerId,
        String idempotencyKey,
        String bodyHash,
        int quantity,
        @Nullable Nonce nonce) {
    public Attempt {
        if (quantity < 1) throw new IllegalArgumentException("quantity below 1");
    }

    /** An attempt without a purchase token. */
    public Attempt(String orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {
        this(orderId, buyerId, idempotencyKey, bodyHash, quantity, null);
    }

    /** What makes a purchase token good for one answer. The gate forgets it when the token is not valid any more. */
    public record Nonce(String value, Instant validUntil) {}
}
