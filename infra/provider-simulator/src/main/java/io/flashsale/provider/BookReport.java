package io.flashsale.provider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code GET /books} shows an auditor; amounts in fen. */
record BookReport(Totals totals, List<Line> trades) {

    static BookReport of(List<Trade> trades, Instant now) {
        List<Line> lines = trades.stream()
                .map(trade -> new Line(
                        trade.outTradeNo(),
                        trade.tradeNo(),
                        trade.statusAt(now),
                        trade.amount(),
                        trade.captured(),
                        trade.refunded(),
                        trade.paidAt(),
                        trade.acknowledged()))
                .toList();
        return new BookReport(
                new Totals(
                        lines.size(),
                        lines.stream().mapToLong(Line::captured).sum(),
                        lines.stream().mapToLong(Line::refunded).sum()),
                lines);
    }

    record Totals(int trades, long captured, long refunded) {}

    record Line(
            String outTradeNo,
            String tradeNo,
            TradeStatus status,
            long amount,
            long captured,
            long refunded,
            @Nullable Instant paidAt,
            boolean acknowledged) {}
}
