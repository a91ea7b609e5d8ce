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

    /**
     * How figures over the rounds are to be read. Between the lowest and the highest of n independent values lies the true
     * median with a probability of 1 - 2^(1-n), however they are distributed: it is missed only when all n fall on the same
     * side of it (H. A. David, H. N. Nagaraja, "Order Statistics", 3rd edition, section 7.1).
     */
    public String spread() {
        return rounds == 1
                ? "One round: no interval."
                : String.format(
                        Locale.ROOT,
                        "Median of the rounds (lowest–highest, an interval that holds the true median with a confidence of"
                                + " %.0f %%).",
                        100 * (1 - Math.pow(2, 1.0 - rounds)));
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
