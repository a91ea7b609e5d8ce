package io.flashsale.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are retried, parked and replayed.
 *
 * @param maxAttempts deliveries by the broker before a message is parked, 1 to 15: beyond 16 the broker itself gives up
 * @param firstRetryAfter delay of the first redelivery; it doubles with each further one and is rounded up to a delay
 *     the broker offers (1 s, 5 s, 10 s, 30 s, 1 min, 2 min …)
 * @param firstReplayAfter how long a message that was parked for lost infrastructure waits for its first automatic
 *     replay; it doubles with each further one, up to {@code maxReplayAfter}
 * @param maxReplayAfter longest wait between two automatic replays
 * @param maxReplays automatic replays of one message before it waits for an operator, 0 to 100
 * @param pollEvery how often this instance looks for due replays and for events that were left in the outbox; sets a
 *     limit to idle work, not to the speed of publishing, which is woken by commits
 */
@ConfigurationProperties("flashsale.messaging")
record MessagingProperties(
        @DefaultValue("6") int maxAttempts,
        @DefaultValue("1s") Duration firstRetryAfter,
        @DefaultValue("30s") Duration firstReplayAfter,
        @DefaultValue("10m") Duration maxReplayAfter,
        @DefaultValue("8") int maxReplays,
        @DefaultValue("5s") Duration pollEvery) {

    MessagingProperties {
        between("max-attempts", maxAttempts, 1, 15);
        between("max-replays", maxReplays, 0, 100);
        positive("first-retry-after", firstRetryAfter);
        positive("first-replay-after", firstReplayAfter);
        positive("poll-every", pollEvery);
        if (maxReplayAfter.compareTo(firstReplayAfter) < 0) {
            throw new IllegalArgumentException(
                    "flashsale.messaging.max-replay-after must not be below first-replay-after");
        }
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "flashsale.messaging." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("flashsale.messaging." + name + " must be positive");
        }
    }
}
