package io.flashsale.loadtest.simulations;

import java.time.Duration;

/**
 * One member of the crowd, decided before the sale begins.
 *
 * @param clicksAfter the intended moment of the buying click, from the buying moment on
 * @param browsesFor  how long before the click the campaign is looked at
 * @param thinksFor   between winning and paying
 * @param insists     how often the shopper clicks again, without looking, when told sold out
 * @param device      what the shopper's device calls itself
 * @param address     where the shopper is, as the proxy in front of the shop tells
 */
record Shopper(
        String buyer,
        String sku,
        Style style,
        Payment payment,
        boolean refunds,
        boolean patient,
        Duration clicksAfter,
        Duration browsesFor,
        Duration thinksFor,
        Duration retriesEvery,
        int insists,
        String device,
        String address) {

    enum Style {
        /** One click. */
        PLAIN,
        /** A click before the sale opens, then one when it is open. */
        EARLY,
        /** Two clicks at once, each a new request with a new key. */
        TWO_KEYS,
        /** The same request with the same key, twice at once. */
        SAME_KEY
    }

    enum Payment {
        WALLET,
        PROVIDER,
        NEVER
    }
}
