package io.flashsale.payment.domain;

/**
 * An amount of money.
 *
 * @param amount minor units, not negative
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    /** The one currency wallets and providers are kept in. */
    public static final String CNY = "CNY";

    /** Refuses negative amounts and anything that is not a currency code. */
    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("An amount of money is not negative: " + amount);
        }
        if (currency == null || currency.length() != 3) {
            throw new IllegalArgumentException("A currency has three letters: " + currency);
        }
    }

    /** So many fen. */
    public static Money cny(long fen) {
        return new Money(fen, CNY);
    }

    /** Whether there is anything, in the currency this service keeps. */
    public boolean positiveCny() {
        return amount > 0 && currency.equals(CNY);
    }
}
