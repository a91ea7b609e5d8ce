package io.flashsale.loadtest.benchmark.scale;

import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * One measurement of one point.
 *
 * @param accepted purchases with a yes, in the window
 * @param acceptedPerSecond until the last answer
 * @param persistedPerSecond until the last of them was in the database; 0 where there is none
 * @param refused answers that were a definite no
 * @param unanswered calls without a definite answer
 * @param usage until everything was at rest; without HTTP the callers are a server of it
 * @param violations of the invariants
 */
record Measured(
        Arm arm,
        int round,
        long accepted,
        double acceptedPerSecond,
        double persistedPerSecond,
        long refused,
        long unanswered,
        Usage usage,
        List<String> violations)
        implements Measurement<Arm> {

    @Override
    public long count() {
        return accepted;
    }

    @Override
    public String figures() {
        return String.format(
                Locale.ROOT, "%,8.0f accepted/s, %.0f CPU-ms per 1000", acceptedPerSecond, cpuPerThousand());
    }
}
