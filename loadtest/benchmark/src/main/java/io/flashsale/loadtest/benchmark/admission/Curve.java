package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Spread;
import io.flashsale.loadtest.benchmark.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Latency of {@link #ARM} against offered load, in one round. Calls come at fixed moments, whatever the answers do.
 *
 * @param capacity persisted orders a second, as measured in the same round
 * @param points by their share
 * @param violations of the invariants in the sale of this curve; with any, the points count for nothing
 */
record Curve(int round, double capacity, List<Point> points, List<String> violations) {

    static final Arm ARM = Arm.L3;

    /** Parts of the capacity that are offered. */
    static final List<Double> SHARES = List.of(0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0);

    /** Of one point, however long other measurements are. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    /**
     * One rate.
     *
     * @param share of the capacity
     * @param p50Millis from the intended moment of the call
     * @param lateP99Millis how much of that the load generator is to blame for
     */
    record Point(
            double share,
            double offeredPerSecond,
            double persistedPerSecond,
            double p50Millis,
            double p99Millis,
            double lateP99Millis) {}

    boolean counts() {
        return violations.isEmpty();
    }

    /** Median and ends of a figure at this share, over the curves that count. */
    static Optional<Spread> spread(List<Curve> curves, double share, ToDoubleFunction<Point> figure) {
        return Spread.of(curves.stream()
                .filter(Curve::counts)
                .flatMap(curve -> curve.points.stream())
                .filter(point -> point.share == share)
                .map(figure::applyAsDouble)
                .toList());
    }

    /** All curves as one. */
    static Table table(List<Curve> curves) {
        return new Table(
                ARM + " at a share of its capacity",
                List.of("offered/s", "persisted/s", "p50 ms", "p99 ms", "sent late, p99 ms"),
                SHARES.stream()
                        .map(share -> new Table.Row(
                                String.format(Locale.ROOT, "%.0f %%", share * 100),
                                "",
                                List.of(
                                        text(curves, share, Point::offeredPerSecond, "%,.0f"),
                                        text(curves, share, Point::persistedPerSecond, "%,.0f"),
                                        text(curves, share, Point::p50Millis, "%.1f"),
                                        text(curves, share, Point::p99Millis, "%.1f"),
                                        text(curves, share, Point::lateP99Millis, "%.1f"))))
                        .toList());
    }

    private static String text(List<Curve> curves, double share, ToDoubleFunction<Point> figure, String number) {
        return spread(curves, share, figure).map(it -> it.text(number)).orElse("–");
    }
}
