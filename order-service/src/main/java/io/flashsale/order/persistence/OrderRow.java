package io.flashsale.order.persistence;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.TokenNonce;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A row of {@code orders}, its components in the order of {@link OrderMapper#COLUMNS}; times are UTC. */
record OrderRow(
        long id,
        String buyerId,
        String campaignId,
        String sku,
        int quantity,
        long unitPrice,
        long amount,
        String currency,
        String status,
        @Nullable String reason,
        String batchId,
        String idempotencyKey,
        LocalDateTime admittedAt,
        LocalDateTime expireAt,
        @Nullable String paymentId,
        @Nullable String tokenNonce,
        @Nullable LocalDateTime tokenValidUntil,
        @Nullable Long reservationId) {

    static OrderRow of(Order order) {
        return new OrderRow(
                order.id().value(),
                order.buyerId(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                order.unitPrice().amount(),
                order.amount().amount(),
                order.amount().currency(),
                order.status().name(),
                order.reason() == null ? null : order.reason().name(),
                order.batchId(),
                order.idempotencyKey(),
                utc(order.admittedAt()),
                utc(order.payBefore()),
                order.paymentId(),
                order.token() == null ? null : order.token().value(),
                order.token() == null ? null : utc(order.token().validUntil()),
                order.reservationId().equals(order.id())
                        ? null
                        : order.reservationId().value());
    }

    Order toOrder() {
        return new Order(
                new OrderId(id),
                buyerId,
                campaignId,
                sku,
                quantity,
                new Money(unitPrice, currency),
                new Money(amount, currency),
                OrderStatus.valueOf(status),
                reason == null ? null : OrderReason.valueOf(reason),
                batchId,
                idempotencyKey,
                admittedAt.toInstant(ZoneOffset.UTC),
                expireAt.toInstant(ZoneOffset.UTC),
                paymentId,
                tokenNonce == null || tokenValidUntil == null
                        ? null
                        : new TokenNonce(tokenNonce, tokenValidUntil.toInstant(ZoneOffset.UTC)),
                new OrderId(reservationId == null ? id : reservationId));
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
