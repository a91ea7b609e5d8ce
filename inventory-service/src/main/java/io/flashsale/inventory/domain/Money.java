package io.flashsale.inventory.domain;

import java.util.Currency;

/** An amount in the minor units of its currency (cents, fen); never negative here. */
public record Money(long amount, String currency) {
    public Money {
        if (amount < 0) throw new IllegalArgumentException("amount is negative: " + amount);
        Currency.getInstance(currency);
    }
}
