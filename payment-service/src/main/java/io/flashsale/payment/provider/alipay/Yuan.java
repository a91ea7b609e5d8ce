package io.flashsale.payment.provider.alipay;

import io.flashsale.payment.domain.Money;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts between fen and Alipay's yuan decimal strings, exactly. */
final class Yuan {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    private Yuan() {}

    /** 990 fen become "9.90". */
    static String of(Money money) {
        if (!money.currency().equals(Money.CNY)) {
            throw new IllegalArgumentException("Alipay's amounts are in CNY, not " + money.currency());
        }
        return BigDecimal.valueOf(money.amount(), 2).toPlainString();
    }

    /** "9.90" becomes 990 fen; empty for anything that is not a number with at most two decimals. */
    static Optional<Money> toMoney(String yuan) {
        return AMOUNT.matcher(yuan).matches()
                ? Optional.of(Money.cny(new BigDecimal(yuan).movePointRight(2).longValueExact()))
                : Optional.empty();
    }
}
