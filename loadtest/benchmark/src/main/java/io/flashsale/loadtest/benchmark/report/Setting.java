package io.flashsale.loadtest.benchmark.report;

import io.flashsale.loadtest.benchmark.measure.Options;
import java.time.Instant;
import java.util.Locale;

/**
 * Where and how often something was measured.
 *
 * @param seconds length of one measurement
 * @param seed of the order of the arms
 * @param processors of the machine, which the load generator is on, too
 */
public record Setting(Instant at, int rounds, long seconds, long seed, int processors, String java) {

    /** Here and now, as it was asked for. */
    public static Setting of(Options options) {
        return new Setting(
                Instant.now(),
                options.rounds(),
                options.length().toSeconds(),
                options.seed(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString());
    }

    /** In one sentence. */
    public String text(String subject) {
        return String.format(
                Locale.ROOT,
                "%s on %d processors shared with the load generator; %d rounds of %d s per arm, seed %d.",
                subject,
                processors,
                rounds,
                seconds,
                seed);
    }
}
