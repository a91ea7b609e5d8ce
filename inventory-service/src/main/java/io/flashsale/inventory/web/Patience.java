package io.flashsale.inventory.web;

import java.time.Duration;

/** How long somebody who asks for news may be kept waiting for some. */
final class Patience {
    private static final long MOST_MILLIS = 2_000;

    private Patience() {}

    /** Notes a fault unless {@code millis} is 0 to 2,000. */
    static Duration of(long millis, Fields fields) {
        fields.check(millis >= 0 && millis <= MOST_MILLIS, "patienceMillis", "must be between 0 and " + MOST_MILLIS);
        return Duration.ofMillis(millis);
    }
}
