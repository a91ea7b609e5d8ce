package io.flashsale.provider;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trade in the books.
 *
 * @param amount fen
 * @param expiresAt after this moment an unpaid trade is closed; null if it never expires
 * @param refunds what was given back, by the merchant's refund request number, in order
 * @param acknowledged whether the merchant answered "success" to the notification
 */
record Trade(
        String tradeNo,
        String outTradeNo,
        String subject,
        long amount,
        @Nullable String notifyUrl,
        Instant createdAt,
        @Nullable Instant expiresAt,
        TradeStatus status,
        @Nullable Instant paidAt,
        Map<String, Repayment> refunds,
        boolean acknowledged) {

    boolean paid() {
        return paidAt != null;
    }

    long captured() {
        return paid() ? amount : 0;
    }

    long refunded() {
        return refunds.values().stream().mapToLong(Repayment::amount).sum();
    }

    TradeStatus statusAt(Instant now) {
        boolean expired = status == TradeStatus.WAIT_BUYER_PAY && expiresAt != null && !now.isBefore(expiresAt);
        return expired ? TradeStatus.TRADE_CLOSED : status;
    }

    Trade asPaid(Instant at) {
        return with(TradeStatus.TRADE_SUCCESS, at, refunds, acknowledged);
    }

    Trade asClosed() {
        return with(TradeStatus.TRADE_CLOSED, paidAt, refunds, acknowledged);
    }

    /** A trade that is refunded in full is closed, as Alipay does it. */
    Trade withRefund(String outRequestNo, long fen, Instant at) {
        Map<String, Repayment> more = new java.util.LinkedHashMap<>(refunds);
        more.put(outRequestNo, new Repayment(fen, at));
        boolean full = refunded() + fen == amount;
        return with(full ? TradeStatus.TRADE_CLOSED : status, paidAt, more, acknowledged);
    }

    Trade asAcknowledged() {
        return with(status, paidAt, refunds, true);
    }

    private Trade with(
            TradeStatus status, @Nullable Instant paidAt, Map<String, Repayment> refunds, boolean acknowledged) {
        return new Trade(
                tradeNo,
                outTradeNo,
                subject,
                amount,
                notifyUrl,
                createdAt,
                expiresAt,
                status,
                paidAt,
                java.util.Collections.unmodifiableMap(refunds),
                acknowledged);
    }

    /** Money given back. */
    record Repayment(long amount, Instant at) {}
}
