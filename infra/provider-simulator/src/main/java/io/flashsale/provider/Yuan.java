package io.flashsale.provider;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Converts between fen (minor units) and the yuan decimal strings of the wire, exactly. */
final class Yuan {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    private Yuan() {}

    /** The amount as the wire writes it: 990 becomes "9.90". */
    static String of(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** The fen in a wire amount; empty unless it is positive and has at most two decimals. */
    static OptionalLong toFen(String yuan) {
        if (!AMOUNT.matcher(yuan).matches()) {
            return OptionalLong.empty();
        }
        long fen = new BigDecimal(yuan).movePointRight(2).longValueExact();
        return fen > 0 ? OptionalLong.of(fen) : OptionalLong.empty();
    }
}
