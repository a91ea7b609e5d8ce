package io.flashsale.inventory.domain;

/**
 * One buyer's wish for one order.
 *
 * @param bodyHash fingerprint of the request, tells a retry from another wish under the same key
 * @param quantity units, at least 1
 */
public record Attempt(String orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {
    public Attempt {
        if (quantity < 1) throw new IllegalArgumentException("quantity below 1");
    }
}
