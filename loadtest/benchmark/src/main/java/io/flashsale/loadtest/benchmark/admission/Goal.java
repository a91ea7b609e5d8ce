package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Spread;
import io.flashsale.loadtest.benchmark.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Something we want to reach, and what was reached.
 *
 * @param bound the figure must not be below it, or not above it
 * @param atLeast which of the two
 * @param reached median and ends over the rounds; of ratios: over the ratios of the rounds
 */
record Goal(String name, double bound, boolean atLeast, Spread reached) {

    boolean met() {
        return atLeast ? reached.median() >= bound : reached.median() <= bound;
    }

    /** In one line. */
    String text() {
        String number = bound >= 50 ? "%,.0f" : "%.2f";
        return String.format(
                Locale.ROOT,
                "%s %s: %s, wanted %s " + (bound == Math.rint(bound) ? "%,.0f" : number),
                met() ? "✔" : "✘",
                name,
                reached.text(number),
                atLeast ? "at least" : "at most",
                bound);
    }

    /** The goals that these measurements can judge. */
    static List<Goal> all(List<Measured> measured) {
        ToDoubleFunction<Measured> accepted = Measured::acceptedPerSecond;
        ToDoubleFunction<Measured> persisted = Measured::persistedPerSecond;
        ToDoubleFunction<Measured> cpu = Measured::cpuPerThousand;
        List<Goal> goals = new ArrayList<>();
        ratio(measured, accepted, Arm.L1, Arm.L0_ALWAYS)
                .ifPresent(it -> goals.add(new Goal("L1 ÷ L0 with AOF always, accepted/s", 2, true, it)));
        ratio(measured, accepted, Arm.L1, Arm.L0)
                .ifPresent(it -> goals.add(new Goal("L1 ÷ L0 without AOF, accepted/s", 1, true, it)));
        single(measured, cpu, Arm.L3)
                .ifPresent(it -> goals.add(new Goal("L3 CPU-ms per 1000 persisted orders", 200, false, it)));
        ratio(measured, cpu, Arm.L3, Arm.B2)
                .ifPresent(it -> goals.add(new Goal("L3 ÷ B2, CPU-ms per 1000", 1 / 3.0, false, it)));
        ratio(measured, cpu, Arm.L3, Arm.B3)
                .ifPresent(it -> goals.add(new Goal("L3 ÷ B3, CPU-ms per 1000", 1 / 5.0, false, it)));
        ratio(measured, persisted, Arm.L3, Arm.B2)
                .ifPresent(it -> goals.add(new Goal("L3 ÷ B2, persisted/s", 3, true, it)));
        single(measured, persisted, Arm.L3)
                .ifPresent(it -> goals.add(new Goal("L3 persisted orders/s", 5_000, true, it)));
        single(measured, Measured::p99Millis, Arm.L3)
                .ifPresent(it -> goals.add(new Goal("L3 p99 at 70 % of capacity, ms", 50, false, it)));
        return goals;
    }

    private static Optional<Spread> single(List<Measured> measured, ToDoubleFunction<Measured> figure, Arm arm) {
        return new Figures<>(measured).spread(arm, figure);
    }

    /** Only rounds in which both arms count: a ratio compares what was measured minutes apart, not hours. */
    private static Optional<Spread> ratio(
            List<Measured> measured, ToDoubleFunction<Measured> figure, Arm above, Arm below) {
        List<Double> ratios = new ArrayList<>();
        for (Measured upper : measured) {
            for (Measured lower : measured) {
                if (upper.arm() == above
                        && lower.arm() == below
                        && upper.round() == lower.round()
                        && upper.counts()
                        && lower.counts()) {
                    ratios.add(figure.applyAsDouble(upper) / figure.applyAsDouble(lower));
                }
            }
        }
        return Spread.of(ratios);
    }
}
