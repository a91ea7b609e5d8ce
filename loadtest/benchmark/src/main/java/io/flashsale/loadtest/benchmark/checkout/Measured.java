package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Measurement;
import java.util.List;
import java.util.Locale;

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
 * @param usage while capacity was measured, until everything was at rest
 * @param violations with any, the numbers count for nothing
 */
record Measured(
        Arm arm,
        int round,
        long checkouts,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double doneP50Millis,
        double doneP99Millis,
        double latencyRate,
        long askedAgain,
        Usage usage,
        List<String> violations)
        implements Measurement<Arm> {

    /** Stands for somebody else's machines; beside the sums, not in them. */
    private static final String PROVIDER = "provider-simulator";

    @Override
    public long count() {
        return checkouts;
    }

    @Override
    public double cpuPerThousand() {
        return Measurement.super.cpuPerThousand() - cpuPerThousand(PROVIDER);
    }

    @Override
    public String figures() {
        return String.format(
                Locale.ROOT,
                "%,8.1f checkouts/s, p99 %.0f ms, fulfilled p99 %.0f ms, %,.0f CPU-ms per 1000",
                perSecond,
                p99Millis,
                doneP99Millis,
                cpuPerThousand());
    }
}
