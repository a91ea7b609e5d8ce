package io.flashsale.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The gateways that follow the campaigns; every instance of this service knows all of them. */
public interface Followers {

    /** Remembers how far a gateway has heard. */
    void note(Follower follower);

    /** All that were told something within the last minute. */
    List<Follower> lately(Instant now);

    /**
     * One gateway. Both times are the gate's clock.
     *
     * @param heard it has acknowledged everything that was known at that time
     * @param told it may have been told what was known at that time, and nothing later
     */
    record Follower(String name, Instant heard, Instant told) {

        /** How long a gateway believes what it was told; it keeps to the same. */
        public static final Duration BELIEF = Duration.ofSeconds(3);

        /** Whether it may still show what was true before {@code change}. */
        public boolean mayShowWhatWas(Instant change, Instant now) {
            return heard.isBefore(change) && told.plus(BELIEF).isAfter(now);
        }
    }
}
