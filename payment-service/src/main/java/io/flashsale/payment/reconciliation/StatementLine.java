package io.flashsale.payment.reconciliation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the provider's statement.
 *
 * @param requestNo our refund id; empty for a payment
 * @param amount minor units
 */
record StatementLine(long number, String tradeNo, String paymentId, Kind kind, String requestNo, long amount) {

    static final String HEADER = "trade_no,out_trade_no,type,out_request_no,amount,time";

    private static final Pattern LINE = Pattern.compile(
            "([^,\"]{1,64}),([^,\"]{1,64}),(TRADE|REFUND),([^,\"]{0,64}),(\\d{1,12}(?:\\.\\d{1,2})?),([^,\"]{1,32})");

    /** Money that came, or went back. */
    enum Kind {
        TRADE,
        REFUND
    }

    /** Reads a line; empty if it is not one. */
    static Optional<StatementLine> parse(long number, String line) {
        Matcher fields = LINE.matcher(line);
        return fields.matches()
                ? Optional.of(new StatementLine(
                        number,
                        fields.group(1),
                        fields.group(2),
                        Kind.valueOf(fields.group(3)),
                        fields.group(4),
                        new BigDecimal(fields.group(5)).movePointRight(2).longValueExact()))
                : Optional.empty();
    }
}
