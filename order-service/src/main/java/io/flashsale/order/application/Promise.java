package io.flashsale.order.application;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the stock gate promised an order, as the order remembers it: enough to ask for the same once more.
 *
 * @param attempt that was admitted, without its token
 * @param admittedAt when the order was admitted, on the sale's clock
 */
public record Promise(ItemKey item, String batchId, Attempt attempt, Instant admittedAt) {

    /** What the order's present reservation came from: when it was placed, or when it was reinstated. */
    public static Promise to(Order order) {
        return order.reservationId().equals(order.id())
                ? new Promise(
                        item(order),
                        order.batchId(),
                        attempt(
                                order,
                                order.id(),
                                order.idempotencyKey(),
                                Attempt.bodyHash(item(order), order.quantity())),
                        order.admittedAt())
                : onceMoreTo(order, order.reservationId());
    }

    /** What a cancelled order needs to be reinstated. Its batch and key follow from the order, so that it is promised once. */
    static Promise onceMoreTo(Order order, OrderId reservation) {
        String key = "reinstate-" + order.id();
        return new Promise(
                item(order),
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                attempt(order, reservation, key, key),
                order.admittedAt());
    }

    /** The batch that asks for it. */
    Batch batch() {
        return new Batch(batchId, item, List.of(attempt));
    }

    private static ItemKey item(Order order) {
        return new ItemKey(order.campaignId(), order.sku());
    }

    private static Attempt attempt(Order order, OrderId reservation, String key, String bodyHash) {
        return new Attempt(reservation, order.buyerId(), key, bodyHash, order.quantity());
    }
}
