package io.flashsale.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's right to a quantity of one item, from admission to its terminal status.
 *
 * @param amount unit price times quantity
 * @param batchId the group commit that admitted it
 * @param admittedAt when the stock gate admitted it, on the gate's clock
 * @param payBefore it may be paid until then, and is cancelled afterwards
 * @param paymentId the payment that pays or paid it
 * @param token of the purchase token that permitted it; null where none was asked for
 * @param reservationId the reservation of its units; its own id, unless it was reinstated
 */
public record Order(
        OrderId id,
        String buyerId,
        String campaignId,
        String sku,
        int quantity,
        Money unitPrice,
        Money amount,
        OrderStatus status,
        @Nullable OrderReason reason,
        String batchId,
        String idempotencyKey,
        Instant admittedAt,
        Instant payBefore,
        @Nullable String paymentId,
        @Nullable TokenNonce token,
        OrderId reservationId) {

    /** An order as it leaves admission. */
    public static Order placed(
            OrderId id,
            String buyerId,
            String campaignId,
            String sku,
            int quantity,
            Money unitPrice,
            String batchId,
            String idempotencyKey,
            Instant admittedAt,
            Instant payBefore) {
        return new Order(
                id,
                buyerId,
                campaignId,
                sku,
                quantity,
                unitPrice,
                unitPrice.times(quantity),
                OrderStatus.PENDING_PAYMENT,
                null,
                batchId,
                idempotencyKey,
                admittedAt,
                payBefore,
                null,
                null,
                id);
    }

    /** The same order, permitted by a purchase token. */
    public Order permittedBy(@Nullable TokenNonce nonce) {
        return new Order(
                id,
                buyerId,
                campaignId,
                sku,
                quantity,
                unitPrice,
                amount,
                status,
                reason,
                batchId,
                idempotencyKey,
                admittedAt,
                payBefore,
                paymentId,
                nonce,
                reservationId);
    }

    public boolean belongsTo(String buyer) {
        return buyerId.equals(buyer);
    }

    /**
     * The same order in another status.
     *
     * @throws IllegalStateException when the transition is not legal
     */
    public Order as(OrderStatus next, @Nullable OrderReason why) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("order " + id + " cannot go from " + status + " to " + next);
        }
        return new Order(
                id,
                buyerId,
                campaignId,
                sku,
                quantity,
                unitPrice,
                amount,
                next,
                why == null ? reason : why,
                batchId,
                idempotencyKey,
                admittedAt,
                payBefore,
                paymentId,
                token,
                reservationId);
    }
}
