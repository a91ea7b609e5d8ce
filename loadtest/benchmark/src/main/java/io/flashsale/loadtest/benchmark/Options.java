package io.flashsale.loadtest.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param rounds every arm is measured once in each
 * @param length of one measurement
 * @param warmUp how long an HTTP arm is loaded before the first round, if it does not stop getting faster before
 * @param seed decides the order of the arms in each round
 */
record Options(int rounds, Duration length, Duration warmUp, long seed, List<Arm> arms, Optional<Path> report) {

    Options {
        if (rounds < 1 || length.toSeconds() < 1 || arms.isEmpty()) {
            throw new IllegalArgumentException("At least one round of one second of one arm is needed");
        }
    }

    /** Reads {@code rounds}, {@code seconds}, {@code warm-up}, {@code seed}, {@code arms} and {@code report}. */
    static Options of(Map<String, String> given) {
        return new Options(
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "10"))),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("warm-up", "90"))),
                Long.parseLong(given.getOrDefault("seed", "1")),
                given.containsKey("arms") ? Arm.parse(given.get("arms")) : List.of(Arm.values()),
                Optional.ofNullable(given.get("report")).map(Path::of));
    }
}
