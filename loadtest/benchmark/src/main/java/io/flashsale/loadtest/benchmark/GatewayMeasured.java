package io.flashsale.loadtest.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One measurement of one arm.
 *
 * @param answers of the kind that was wanted, in the window
 * @param answersPerSecond until the last answer
 * @param p50Millis from the intended moment of the call, at {@code latencyRate}
 * @param lateP99Millis how much of that the load generator is to blame for
 * @param latencyRate calls per second at which latency was measured
 * @param serverMillis processor time by process, while capacity was measured
 * @param generatorMillis the same of the load generator
 * @param wrong answers of another kind, or none
 * @param firstWrong an example of those, empty if there is none
 * @param busy share of the machine that was in use, 0 to 1
 * @param steal share of the machine that others took, 0 to 1
 * @param load of the machine over the last minute
 */
record GatewayMeasured(
        GatewayArm arm,
        int round,
        long answers,
        double answersPerSecond,
        double p50Millis,
        double p99Millis,
        double lateP99Millis,
        double latencyRate,
        Map<String, Double> serverMillis,
        double generatorMillis,
        long wrong,
        String firstWrong,
        double busy,
        double steal,
        double load) {

    /** A measurement with an answer that nobody wanted has no number. */
    boolean counts() {
        return wrong == 0;
    }

    /** Processor time of the servers per 1,000 answers. */
    @JsonProperty
    double cpuPerThousand() {
        return serverMillis.values().stream().mapToDouble(Double::doubleValue).sum() * 1_000 / answers;
    }

    @JsonProperty
    double generatorCpuPerThousand() {
        return generatorMillis * 1_000 / answers;
    }
}
