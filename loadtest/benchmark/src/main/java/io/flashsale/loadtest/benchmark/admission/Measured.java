package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One measurement of one arm.
 *
 * @param accepted purchases with a yes, in the window
 * @param acceptedPerSecond until the last answer
 * @param persistedPerSecond until the last of them was in the database; 0 for arms without one
 * @param p50Millis from the intended moment of the call, at {@code latencyRate}; of engines: from the call itself
 * @param lateP99Millis how much of that the load generator is to blame for
 * @param latencyRate calls per second at which latency was measured; 0 for engines, which are measured at full speed
 * @param usage of capacity, from the first call until everything was at rest; an engine's callers are a server of it
 * @param latencyUsage the same of the latency measurement, which accepted {@code latencyAccepted}; none of engines
 * @param refused answers that were a definite no
 * @param unanswered calls without a definite answer
 * @param violations of the invariants; with any, the numbers count for nothing
 */
record Measured(
        Arm arm,
        int round,
        long accepted,
        double acceptedPerSecond,
        double persistedPerSecond,
        double p50Millis,
        double p99Millis,
        double lateP99Millis,
        double latencyRate,
        long latencyAccepted,
        Usage usage,
        Optional<Usage> latencyUsage,
        long refused,
        long unanswered,
        List<String> violations)
        implements Measurement<Arm> {

    @Override
    public long count() {
        return accepted;
    }

    @Override
    public String figures() {
        return String.format(
                Locale.ROOT,
                "%,8.0f accepted/s%s, p99 %.1f ms, %.0f CPU-ms per 1000",
                acceptedPerSecond,
                persistedPerSecond > 0 ? String.format(Locale.ROOT, ", %,.0f persisted/s", persistedPerSecond) : "",
                p99Millis,
                cpuPerThousand());
    }
}
