package io.flashsale.messaging;

import java.time.Duration;
import java.util.List;

/** The delays the broker offers for a redelivery, by level. */
final class BrokerDelay {

    /** {@code messageDelayLevel} of a broker that was not told otherwise, up to ten minutes; level 1 comes first. */
    private static final List<Duration> LEVELS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(4),
            Duration.ofMinutes(5),
            Duration.ofMinutes(6),
            Duration.ofMinutes(7),
            Duration.ofMinutes(8),
            Duration.ofMinutes(9),
            Duration.ofMinutes(10));

    private BrokerDelay() {}

    /** The shortest delay that is at least this long; the longest if none is. */
    static int levelOf(Duration wait) {
        for (int i = 0; i < LEVELS.size(); i++) {
            if (LEVELS.get(i).compareTo(wait) >= 0) {
                return i + 1;
            }
        }
        return LEVELS.size();
    }
}
