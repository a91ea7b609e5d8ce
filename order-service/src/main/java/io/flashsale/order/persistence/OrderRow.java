package io.flashsale.order.persistence;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.TokenNonce;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /** Its components, in their order. */
    static void bind(PreparedStatement statement, int first, OrderRow row) throws SQLException {
        int next = first;
        statement.setLong(next++, row.id);
        statement.setString(next++, row.buyerId);
        statement.setString(next++, row.campaignId);
        statement.setString(next++, row.sku);
        statement.setInt(next++, row.quantity);
        statement.setLong(next++, row.unitPrice);
        statement.setLong(next++, row.amount);
        statement.setString(next++, row.currency);
        statement.setString(next++, row.status);
        statement.setString(next++, row.reason);
        statement.setString(next++, row.batchId);
        statement.setString(next++, row.idempotencyKey);
        statement.setObject(next++, row.admittedAt);
        statement.setObject(next++, row.expireAt);
        statement.setString(next++, row.paymentId);
        statement.setString(next++, row.tokenNonce);
        statement.setObject(next++, row.tokenValidUntil);
        statement.setObject(next, row.reservationId);
    }

    /** What its history begins with. */
    static void bindFirstStep(PreparedStatement statement, int first, OrderRow row) throws SQLException {
        statement.setLong(first, row.id);
        statement.setString(first + 1, row.status);
        statement.setObject(first + 2, row.admittedAt);
        statement.setString(first + 3, row.reason);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
