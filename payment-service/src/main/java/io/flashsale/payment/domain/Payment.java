package io.flashsale.payment.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to pay an order.
 *
 * @param orderAmount what the order costs
 * @param rewards what pays for the part of it that is not money
 * @param amount the money that is due: the order's amount less the rewards' worth
 * @param attempt counts from 1; rises when a payment that failed for want of an answer is tried again
 * @param failure why it failed; null unless FAILED
 * @param idempotencyKey the buyer's own key of the request, unique per buyer
 * @param payUrl where the buyer pays at the provider; null for wallets, and until the provider has answered
 * @param captured what was taken, minor units
 * @param refunded what was given back or is promised back, minor units, never more than captured
 * @param paysOrder whether this is the payment that pays its order. At most one per order; money that arrives beside
 *     it is surplus and goes back
 * @param rewardHold null unless it is made at the provider with rewards
 * @param payBefore when its order stops waiting
 */
public record Payment(
        String id,
        String orderId,
        String buyerId,
        PaymentMethod method,
        Money orderAmount,
        Rewards rewards,
        Money amount,
        PaymentStatus status,
        int attempt,
        @Nullable Failure failure,
        String idempotencyKey,
        @Nullable String payUrl,
        @Nullable String providerTradeNo,
        long captured,
        long refunded,
        boolean paysOrder,
        @Nullable RewardHold rewardHold,
        @Nullable Instant payBefore,
        Instant createdAt,
        @Nullable Instant capturedAt) {

    /** A payment nobody has moved money for yet. */
    public static Payment initiated(
            String id,
            String orderId,
            String buyerId,
            PaymentMethod method,
            Money orderAmount,
            Rewards rewards,
            String idempotencyKey,
            Instant payBefore,
            Instant now) {
        return new Payment(
                id,
                orderId,
                buyerId,
                method,
                orderAmount,
                rewards,
                orderAmount,
                PaymentStatus.INITIATED,
                1,
                null,
                idempotencyKey,
                null,
                null,
                0,
                0,
                false,
                method == PaymentMethod.PROVIDER && !rewards.isNone() ? RewardHold.ASKED : null,
                payBefore,
                now,
                null);
    }

    /** Whether a request with the same key asks for the same thing. */
    public boolean answers(String otherOrderId, PaymentMethod otherMethod, Rewards wanted) {
        return orderId.equals(otherOrderId)
                && method == otherMethod
                && rewards.points() == wanted.points()
                && Objects.equals(rewards.couponId(), wanted.couponId());
    }
}
