package io.flashsale.loadtest.benchmark.gateway;

import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * One measurement of one arm.
 *
 * @param answers of the kind that was wanted, in the window
 * @param answersPerSecond until the last answer
 * @param p50Millis from the intended moment of the call, at {@code latencyRate}
 * @param lateP99Millis how much of that the load generator is to blame for
 * @param latencyRate calls per second at which latency was measured
 * @param usage while capacity was measured
 * @param violations answers of another kind than the wanted one, or none
 */
record Measured(
        Arm arm,
        int round,
        long answers,
        double answersPerSecond,
        double p50Millis,
        double p99Millis,
        double lateP99Millis,
        double latencyRate,
        Usage usage,
        List<String> violations)
        implements Measurement<Arm> {

    @Override
    public long count() {
        return answers;
    }

    @Override
    public String figures() {
        return String.format(
                Locale.ROOT,
                "%,8.0f answers/s, p99 %.1f ms, %.1f CPU-ms per 1000",
                answersPerSecond,
                p99Millis,
                cpuPerThousand());
    }
}
