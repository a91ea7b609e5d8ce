package io.flashsale.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a day, Beijing time: CSV, one line per payment and per refund. Alipay delivers the same as a zip in
 * GBK; this one is plain UTF-8.
 */
final class Statement {

    private final Books books;
    private final Faults faults;

    Statement(Books books, Faults faults) {
        this.books = books;
        this.faults = faults;
    }

    void write(LocalDate day, Writer out) throws IOException {
        out.write("trade_no,out_trade_no,type,out_request_no,amount,time\n");
        List<Trade> paid = books.trades().stream()
                .filter(trade -> isOn(day, trade.paidAt()))
                .toList();
        String omitted = !paid.isEmpty() && faults.strikes(Faults.Fault.STATEMENT_OMITS)
                ? paid.getFirst().tradeNo()
                : "";
        String misstated = !paid.isEmpty() && faults.strikes(Faults.Fault.STATEMENT_MISSTATES)
                ? paid.getLast().tradeNo()
                : "";
        for (Trade trade : paid) {
            if (!trade.tradeNo().equals(omitted)) {
                long amount = trade.amount() + (trade.tradeNo().equals(misstated) ? 1 : 0);
                line(out, trade, "TRADE", "", amount, trade.paidAt());
            }
        }
        for (Trade trade : books.trades()) {
            trade.refunds().forEach((requestNo, repayment) -> {
                if (isOn(day, repayment.at())) {
                    line(out, trade, "REFUND", requestNo, repayment.amount(), repayment.at());
                }
            });
        }
        if (faults.strikes(Faults.Fault.STATEMENT_INVENTS)) {
            out.write("%s999999999999,invented-%s,TRADE,,1.00,%s 12:00:00\n"
                    .formatted(day.toString().replace("-", ""), day, day));
        }
    }

    private static boolean isOn(LocalDate day, @Nullable Instant at) {
        return at != null && BeijingTime.dayOf(at).equals(day);
    }

    private static void line(
            Writer out, Trade trade, String type, String requestNo, long amount, @Nullable Instant at) {
        try {
            out.write("%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            trade.tradeNo(),
                            trade.outTradeNo(),
                            type,
                            requestNo,
                            Yuan.of(amount),
                            BeijingTime.format(at == null ? Instant.EPOCH : at)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
