package io.flashsale.order.messaging;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.TokenNonce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Topic {@code order-placing}: one batch of attempts. Committed when the gate admitted anyone. */
record OrderPlacingMessage(String batchId, String campaignId, String sku, List<AttemptMessage> attempts) {

    static final String TOPIC = "order-placing";
    static final String TAG = "BatchDecided";

    record AttemptMessage(
            String orderId,
            String buyerId,
            String idempotencyKey,
            String bodyHash,
            int quantity,
            @Nullable TokenMessage token) {}

    /** What is kept of the purchase token, to show that there was one. */
    record TokenMessage(String nonce, Instant validUntil) {
        static @Nullable TokenMessage of(@Nullable TokenNonce nonce) {
            return nonce == null ? null : new TokenMessage(nonce.value(), nonce.validUntil());
        }
    }

    static OrderPlacingMessage of(Batch batch) {
        return new OrderPlacingMessage(
                batch.batchId(),
                batch.item().campaignId(),
                batch.item().sku(),
                batch.attempts().stream()
                        .map(attempt -> new AttemptMessage(
                                attempt.orderId().toString(),
                                attempt.buyerId(),
                                attempt.idempotencyKey(),
                                attempt.bodyHash(),
                                attempt.quantity(),
                                TokenMessage.of(attempt.nonce())))
                        .toList());
    }

    Batch toBatch() {
        return new Batch(
                batchId,
                item(),
                attempts.stream()
                        .map(attempt -> new Attempt(
                                OrderId.parse(attempt.orderId()),
                                attempt.buyerId(),
                                attempt.idempotencyKey(),
                                attempt.bodyHash(),
                                attempt.quantity(),
                                nonce(attempt.token())))
                        .toList());
    }

    private static @Nullable TokenNonce nonce(@Nullable TokenMessage token) {
        return token == null ? null : new TokenNonce(token.nonce(), token.validUntil());
    }

    ItemKey item() {
        return new ItemKey(campaignId, sku);
    }
}
