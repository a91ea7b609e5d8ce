package io.flashsale.gateway.risk;

import java.util.Locale;

/** What can be noted about a buyer. */
public enum Signal {
    /** A request for an order or a token before the sale began. */
    EARLY_HIT,
    /** A step sooner after the one before than a person or a browser can. */
    IMPOSSIBLY_FAST,
    /** A second order on a token. */
    TOKEN_REUSE;

    String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
