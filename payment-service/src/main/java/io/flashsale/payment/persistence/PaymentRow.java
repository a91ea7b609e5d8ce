package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.PaymentStatus;
import io.flashsale.payment.domain.RewardHold;
import io.flashsale.payment.domain.Rewards;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

record PaymentRow(
        String id,
        String orderId,
        String buyerId,
        PaymentMethod method,
        long amount,
        String currency,
        PaymentStatus status,
        int attempt,
        @Nullable Failure failure,
        String idempotencyKey,
        @Nullable String payUrl,
        @Nullable String providerTradeNo,
        long capturedAmount,
        long refundedAmount,
        @Nullable String paysOrderId,
        LocalDateTime createdAt,
        @Nullable LocalDateTime capturedAt,
        long orderAmount,
        long points,
        long pointsDiscount,
        @Nullable String couponId,
        long couponDiscount,
        @Nullable RewardHold rewardHold,
        @Nullable LocalDateTime payBefore) {

    static PaymentRow of(Payment payment) {
        return new PaymentRow(
                payment.id(),
                payment.orderId(),
                payment.buyerId(),
                payment.method(),
                payment.amount().amount(),
                payment.amount().currency(),
                payment.status(),
                payment.attempt(),
                payment.failure(),
                payment.idempotencyKey(),
                payment.payUrl(),
                payment.providerTradeNo(),
                payment.captured(),
                payment.refunded(),
                payment.paysOrder() ? payment.orderId() : null,
                Utc.column(payment.createdAt()),
                null,
                payment.orderAmount().amount(),
                payment.rewards().points(),
                payment.rewards().pointsDiscount(),
                payment.rewards().couponId(),
                payment.rewards().couponDiscount(),
                payment.rewardHold(),
                payment.payBefore() == null ? null : Utc.column(payment.payBefore()));
    }

    Payment toPayment() {
        return new Payment(
                id,
                orderId,
                buyerId,
                method,
                new Money(orderAmount, currency),
                new Rewards(points, pointsDiscount, couponId, couponDiscount),
                new Money(amount, currency),
                status,
                attempt,
                failure,
                idempotencyKey,
                payUrl,
                providerTradeNo,
                capturedAmount,
                refundedAmount,
                paysOrderId != null,
                rewardHold,
                Utc.instantOrNull(payBefore),
                Utc.instant(createdAt),
                Utc.instantOrNull(capturedAt));
    }
}
