package io.flashsale.order.domain;

/**
 * An exact amount in the minor unit of its currency (990 CNY is 9.90 yuan). Never negative.
 *
 * @param amount minor units
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is not negative: " + amount);
        }
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not a currency code: " + currency);
        }
    }

    /** This amount so many times; fails rather than overflows. */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }
}
