package io.flashsale.order.admission;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.TokenNonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One buyer's try to get a quantity of an item.
 *
 * @param orderId the order it becomes if it is admitted
 * @param bodyHash tells a retry from another purchase under the same key
 * @param nonce of the purchase token it came with; null where none is asked for
 * @param traceparent of the request it came with; null if it came with none
 */
public record Attempt(
        OrderId orderId,
        String buyerId,
        String idempotencyKey,
        String bodyHash,
        int quantity,
        @Nullable TokenNonce nonce,
        @Nullable String traceparent) {

    private static final int HASH_BYTES = 16;

    /** An attempt that comes from no trace. */
    public Attempt(
            OrderId orderId,
            String buyerId,
            String idempotencyKey,
            String bodyHash,
            int quantity,
            @Nullable TokenNonce nonce) {
        this(orderId, buyerId, idempotencyKey, bodyHash, quantity, nonce, null);
    }

    /** An attempt without a purchase token. */
    public Attempt(OrderId orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {
        this(orderId, buyerId, idempotencyKey, bodyHash, quantity, null);
    }

    /** The fingerprint of a wish for so many units of an item. */
    public static String bodyHash(ItemKey item, int quantity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((item.campaignId() + '\n' + item.sku() + '\n' + quantity).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
