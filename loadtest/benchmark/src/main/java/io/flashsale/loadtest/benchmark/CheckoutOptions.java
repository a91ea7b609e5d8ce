package io.flashsale.loadtest.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param rounds every arm is measured once in each
 * @param length of one measurement; there are two, of capacity and of latency
 * @param warmUp how long an arm is loaded before the first round, if it does not stop getting faster before
 * @param seed decides the order of the arms in each round
 */
record CheckoutOptions(int rounds, Duration length, Duration warmUp, long seed, Optional<Path> report) {

    CheckoutOptions {
        if (rounds < 1 || length.toSeconds() < 1) {
            throw new IllegalArgumentException("At least one round of one second is needed");
        }
    }

    /** Reads {@code rounds}, {@code seconds}, {@code warm-up}, {@code seed} and {@code report}. */
    static CheckoutOptions of(Map<String, String> given) {
        return new CheckoutOptions(
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "10"))),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("warm-up", "60"))),
                Long.parseLong(given.getOrDefault("seed", "1")),
                Optional.ofNullable(given.get("report")).map(Path::of));
    }
}
