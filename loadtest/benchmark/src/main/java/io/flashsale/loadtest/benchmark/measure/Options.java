package io.flashsale.loadtest.benchmark.measure;

import java.time.Duration;
import java.util.Map;

/**
 * What was asked for: how often and how long is measured.
 *
 * @param rounds every arm is measured once in each
 * @param length of one measurement
 * @param warmUp how long an arm is loaded before the first round, if it does not stop getting faster before
 * @param seed decides the order of the arms in each round
 * @param flood how long the gateway's memory is watched under a flood
 */
public record Options(int rounds, Duration length, Duration warmUp, long seed, Duration flood) {

    public Options {
        if (rounds < 1 || length.toSeconds() < 1 || flood.toSeconds() < 1) {
            throw new IllegalArgumentException("At least one round of one second is needed");
        }
    }

    /** Reads {@code rounds}, {@code seconds}, {@code warm-up}, {@code seed} and {@code flood-seconds}. */
    public static Options of(Map<String, String> given, Duration usualWarmUp) {
        return new Options(
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                seconds(given, "seconds", Duration.ofSeconds(10)),
                seconds(given, "warm-up", usualWarmUp),
                Long.parseLong(given.getOrDefault("seed", "1")),
                seconds(given, "flood-seconds", Duration.ofSeconds(20)));
    }

    private static Duration seconds(Map<String, String> given, String name, Duration otherwise) {
        return given.containsKey(name) ? Duration.ofSeconds(Long.parseLong(given.get(name))) : otherwise;
    }
}
