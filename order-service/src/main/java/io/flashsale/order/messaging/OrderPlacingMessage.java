package io.flashsale.order.messaging;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.domain.OrderId;
import java.util.List;

/** Topic {@code order-placing}: one batch of attempts. Committed when the gate admitted anyone. */
record OrderPlacingMessage(String batchId, String campaignId, String sku, List<AttemptMessage> attempts) {

    static final String TOPIC = "order-placing";
    static final String TAG = "BatchDecided";

    record AttemptMessage(String orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {}

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
                                attempt.quantity()))
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
                                attempt.quantity()))
                        .toList());
    }

    ItemKey item() {
        return new ItemKey(campaignId, sku);
    }
}
