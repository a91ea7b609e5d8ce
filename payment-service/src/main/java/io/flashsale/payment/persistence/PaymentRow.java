package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.PaymentStatus;
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
        @Nullable LocalDateTime capturedAt) {

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
                null);
    }

    Payment toPayment() {
        return new Payment(
                id,
                orderId,
                buyerId,
                method,
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
                Utc.instant(createdAt),
                Utc.instantOrNull(capturedAt));
    }
}
