package io.flashsale.loadtest.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One measurement of one arm.
 *
 * @param accepted purchases with a yes, in the window
 * @param acceptedPerSecond until the last answer
 * @param persistedPerSecond until the last of them was in the database; 0 for arms without one
 * @param p50Millis from the intended moment of the call, at {@code latencyRate}; of engines: from the call itself
 * @param lateP99Millis how much of that the load generator is to blame for
 * @param latencyRate calls per second at which latency was measured; 0 for engines, which are measured at full speed
 * @param serverMillis processor time by process, from the first call until everything was at rest
 * @param generatorMillis the same of the load generator; 0 for engines, whose callers cannot be told from them
 * @param latencyServerMillis as {@code serverMillis}, of the latency measurement, which accepted {@code latencyAccepted}
 * @param refused answers that were a definite no
 * @param unanswered calls without a definite answer
 * @param busy share of the machine that was in use, 0 to 1
 * @param steal share of the machine that others took, 0 to 1
 * @param load of the machine over the last minute
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
        Map<String, Double> serverMillis,
        double generatorMillis,
        Map<String, Double> latencyServerMillis,
        long refused,
        long unanswered,
        double busy,
        double steal,
        double load,
        List<String> violations) {

    boolean counts() {
        return violations.isEmpty();
    }

    /** Processor time of all servers per 1,000 accepted and, where there are any, persisted orders. */
    @JsonProperty
    double cpuPerThousand() {
        return sum(serverMillis) * 1_000 / accepted;
    }

    /** The same of one process. */
    double cpuPerThousand(String process) {
        return serverMillis.getOrDefault(process, 0.0) * 1_000 / accepted;
    }

    double generatorCpuPerThousand() {
        return generatorMillis * 1_000 / accepted;
    }

    private static double sum(Map<String, Double> millis) {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
