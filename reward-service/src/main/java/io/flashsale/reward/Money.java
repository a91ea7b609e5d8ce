package io.flashsale.reward;

/**
 * An amount of money.
 *
 * @param amount minor units, not negative
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {}
