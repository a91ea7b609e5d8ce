package io.flashsale.payment.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flashsale.payment.domain.PaymentCaptured;
import io.flashsale.payment.domain.Rewards;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code PaymentCaptured} on the wire, schema 1.
 *
 * @param amount minor units
 * @param points null, as everything about rewards, where nothing but money was taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentCapturedMessage(
        String paymentId,
        String orderId,
        String buyerId,
        long amount,
        String currency,
        String method,
        Instant at,
        @Nullable Long points,
        @Nullable Long pointsDiscount,
        @Nullable String couponId,
        @Nullable Long couponDiscount) {

    static PaymentCapturedMessage of(PaymentCaptured event) {
        Rewards rewards = event.rewards();
        return new PaymentCapturedMessage(
                event.paymentId(),
                event.orderId(),
                event.buyerId(),
                event.amount().amount(),
                event.amount().currency(),
                event.method().name(),
                event.at(),
                rewards.isNone() ? null : rewards.points(),
                rewards.isNone() ? null : rewards.pointsDiscount(),
                rewards.couponId(),
                rewards.isNone() ? null : rewards.couponDiscount());
    }
}
