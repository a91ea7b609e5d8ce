package io.flashsale.order.application;

import java.util.Locale;

/** What may close an unpaid order. Each alone is enough. */
public enum ExpiryTrigger {
    /** An alarm in this process, to a tenth of a second. */
    WHEEL,
    /** A delay message from the broker. */
    MESSAGE,
    /** A look at the database every second. */
    SWEEP;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
