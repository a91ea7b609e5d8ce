package io.flashsale.loadtest.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One measurement of one arm.
 *
 * @param checkouts that ended, in the window
 * @param perSecond until the last of them was fulfilled
 * @param p50Millis from the intended moment to the answer that the money is taken, at {@code latencyRate}; of the
 *     provider: that its cashier was told to take it
 * @param doneP50Millis the same to the moment the order was fulfilled; 0 where there is no order
 * @param latencyRate checkouts begun per second while latency was measured
 * @param askedAgain calls repeated because the platform asked to come again
 * @param serverMillis processor time by process, until everything was at rest, while capacity was measured
 * @param generatorMillis the same of the load generator
 * @param busy share of the machine that was in use, 0 to 1
 * @param steal share of the machine that others took, 0 to 1
 * @param load of the machine over the last minute
 * @param violations with any, the numbers count for nothing
 */
record CheckoutMeasured(
        CheckoutArm arm,
        int round,
        long checkouts,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double doneP50Millis,
        double doneP99Millis,
        double latencyRate,
        long askedAgain,
        Map<String, Double> serverMillis,
        double generatorMillis,
        double busy,
        double steal,
        double load,
        List<String> violations) {

    /** Stands for somebody else's machines; beside the sums, not in them. */
    static final String PROVIDER = "provider-simulator";

    boolean counts() {
        return violations.isEmpty();
    }

    /** Processor time of the platform's processes per 1,000 checkouts. */
    @JsonProperty
    double cpuPerThousand() {
        return serverMillis.entrySet().stream()
                        .filter(process -> !process.getKey().equals(PROVIDER))
                        .mapToDouble(Map.Entry::getValue)
                        .sum()
                * 1_000
                / checkouts;
    }

    double cpuPerThousand(String process) {
        return serverMillis.getOrDefault(process, 0.0) * 1_000 / checkouts;
    }

    @JsonProperty
    double generatorCpuPerThousand() {
        return generatorMillis * 1_000 / checkouts;
    }
}
