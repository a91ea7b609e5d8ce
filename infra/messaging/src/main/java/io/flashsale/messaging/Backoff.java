package io.flashsale.messaging;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits that double with every failure, up to a bound, each scattered over 50 % to 150 % so that what failed together
 * does not come back together.
 *
 * @param first the wait after the first failure, before scattering
 * @param most longest wait, before scattering
 * @param random where on that scale, from 0 to below 1
 */
record Backoff(Duration first, Duration most, DoubleSupplier random) {

    private static final int MAX_DOUBLINGS = 30;

    /** The wait after this many failures, 1 or more. */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        // A shift that ran over is negative or small; only what is in order may be below the bound.
        long millis = doubled < first.toMillis() ? most.toMillis() : Math.min(doubled, most.toMillis());
        return Duration.ofMillis(Math.round(millis * (0.5 + random.getAsDouble())));
    }
}
