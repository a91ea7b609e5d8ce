package io.flashsale.reward;

/**
 * An amount of money.
 *
 * @param amount minor units, not negative
 * @param currency ISO 4217 code
 */
record Money(long amount, String currency) {

    private static final long MINOR_UNITS_PER_POINT = 100;

    /** One point for every full hundred minor units. */
    long points() {
        return amount / MINOR_UNITS_PER_POINT;
    }
}
