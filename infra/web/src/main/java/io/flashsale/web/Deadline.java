package io.flashsale.web;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the caller of the current request still waits. It travels with every call to a peer, as the milliseconds that
 * are left: what nobody waits for any more need not be done.
 */
public final class Deadline {

    /** Milliseconds the caller waits for the answer, from when it sent the request. */
    public static final String HEADER = "X-Deadline-Millis";

    private static final ThreadLocal<@Nullable Long> NANOS = new ThreadLocal<>();

    private Deadline() {}

    /** The time that is left; empty if nobody set a deadline. Negative when it has passed. */
    public static Optional<Duration> left() {
        Long at = NANOS.get();
        return at == null ? Optional.empty() : Optional.of(Duration.ofNanos(at - System.nanoTime()));
    }

    /** Whether there is more time left than that. */
    static boolean allows(Duration time) {
        return left().map(left -> left.compareTo(time) > 0).orElse(true);
    }

    /** Sets the current thread's deadline. */
    static void in(Duration time) {
        NANOS.set(System.nanoTime() + time.toNanos());
    }

    static void forget() {
        NANOS.remove();
    }
}
