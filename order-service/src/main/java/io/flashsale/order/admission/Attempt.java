package io.flashsale.order.admission;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.TokenNonce;
import org.jspecify.annotations.Nullable;

/**
 * One buyer's try to get a quantity of an item.
 *
 * @param orderId the order it becomes if it is admitted
 * @param bodyHash tells a retry from another purchase under the same key
 * @param nonce of the purchase token it came with; null where none is asked for
 */
public record Attempt(
        OrderId orderId,
        String buyerId,
        String idempotencyKey,
        String bodyHash,
        int quantity,
        @Nullable TokenNonce nonce) {

    /** An attempt without a purchase token. */
    public Attempt(OrderId orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {
        this(orderId, buyerId, idempotencyKey, bodyHash, quantity, null);
    }
}
