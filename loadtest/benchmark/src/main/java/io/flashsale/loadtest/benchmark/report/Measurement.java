package io.flashsale.loadtest.benchmark.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flashsale.loadtest.benchmark.measure.Usage;
import java.util.List;
import java.util.Locale;

/**
 * One measurement of one arm.
 *
 * @param <A> the arms that are compared
 */
public interface Measurement<A> {

    /** What was measured. */
    A arm();

    /** From 1. */
    int round();

    /** What processor time is divided by: whatever was answered, sold or paid in the window. */
    long count();

    /** Work of servers and of the load generator. */
    Usage usage();

    /** With any, the numbers count for nothing. */
    List<String> violations();

    /** The figures, for one line. */
    String figures();

    /** Whether it has a number. */
    default boolean counts() {
        return violations().isEmpty();
    }

    /** Processor time of all servers per 1,000 of {@link #count}, in milliseconds. */
    @JsonProperty
    default double cpuPerThousand() {
        return usage().serverMillis().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()
                * 1_000
                / count();
    }

    /** The same of one process. */
    default double cpuPerThousand(String process) {
        return usage().serverMillis().getOrDefault(process, 0.0) * 1_000 / count();
    }

    /** The same of the load generator. */
    @JsonProperty
    default double generatorCpuPerThousand() {
        return usage().generatorMillis() * 1_000 / count();
    }

    /** The measurement in one line. */
    default String line() {
        return String.format(
                Locale.ROOT,
                "round %d %-9s %s",
                round(),
                arm(),
                counts() ? figures() : "✘ no number: " + String.join("; ", violations()));
    }
}
