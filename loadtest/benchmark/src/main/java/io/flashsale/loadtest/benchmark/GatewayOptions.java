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
 * @param flood how long the gateway's memory is watched under a flood
 */
record GatewayOptions(int rounds, Duration length, Duration warmUp, long seed, Duration flood, Optional<Path> report) {

    GatewayOptions {
        if (rounds < 1 || length.toSeconds() < 1 || flood.toSeconds() < 1) {
            throw new IllegalArgumentException("At least one round, one second and one second of flood are needed");
        }
    }

    /** Reads {@code rounds}, {@code seconds}, {@code warm-up}, {@code seed}, {@code flood-seconds} and {@code report}. */
    static GatewayOptions of(Map<String, String> given) {
        return new GatewayOptions(
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "10"))),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("warm-up", "60"))),
                Long.parseLong(given.getOrDefault("seed", "1")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("flood-seconds", "20"))),
                Optional.ofNullable(given.get("report")).map(Path::of));
    }
}
