package io.flashsale.loadtest.benchmark.report;

import io.flashsale.loadtest.benchmark.measure.Spread;
import io.flashsale.loadtest.benchmark.measure.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Sums up measurements over the rounds that count.
 *
 * @param <A> the arms that are compared
 */
public record Figures<A, M extends Measurement<A>>(List<M> measured) {

    private static final double MUCH_STEAL = 0.05;
    private static final String NONE = "–";

    /** Whether every measurement has a number. */
    public boolean allCount() {
        return measured.stream().allMatch(Measurement::counts);
    }

    /** Median and ends of a figure; empty when no round of the arm counts. */
    public Optional<Spread> spread(A arm, ToDoubleFunction<M> figure) {
        return Spread.of(measured.stream()
                .filter(one -> one.arm().equals(arm) && one.counts())
                .map(figure::applyAsDouble)
                .toList());
    }

    /** The same for a cell of a table. */
    public String text(A arm, ToDoubleFunction<M> figure, String number) {
        return spread(arm, figure).map(it -> it.text(number)).orElse(NONE);
    }

    /** The median alone for a cell of a table; a figure that is always 0 is none. */
    public String median(A arm, ToDoubleFunction<M> figure, String number) {
        return spread(arm, figure)
                .filter(it -> it.max() > 0)
                .map(it -> String.format(Locale.ROOT, number, it.median()))
                .orElse(NONE);
    }

    /**
     * Where the processor time goes.
     *
     * @param idle milliseconds a second while nothing is asked, as one more column; empty when that was not measured
     */
    public Table processes(List<A> arms, Map<String, Double> idle, String number) {
        List<String> columns =
                new ArrayList<>(arms.stream().map(Object::toString).toList());
        TreeSet<String> names = new TreeSet<>(idle.keySet());
        measured.forEach(one -> names.addAll(one.usage().serverMillis().keySet()));
        if (!idle.isEmpty()) {
            columns.add("idle, a second");
        }
        List<Table.Row> rows = new ArrayList<>();
        for (String name : names) {
            List<String> cells = new ArrayList<>();
            arms.forEach(arm -> cells.add(median(arm, one -> one.cpuPerThousand(name), number)));
            if (!idle.isEmpty()) {
                cells.add(String.format(Locale.ROOT, number, idle.getOrDefault(name, 0.0)));
            }
            if (!cells.stream().allMatch(NONE::equals)) {
                rows.add(new Table.Row(name, "", cells));
            }
        }
        return new Table("CPU-ms per 1000 by process", columns, rows);
    }

    /** Whatever makes a figure weaker than it looks. */
    public List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (M one : measured) {
            if (!one.counts()) {
                lines.add(one.line());
            }
            if (one.usage().steal() > MUCH_STEAL) {
                lines.add(String.format(
                        Locale.ROOT,
                        "Round %d %s: others took %.0f %% of the machine.",
                        one.round(),
                        one.arm(),
                        one.usage().steal() * 100));
            }
        }
        over(Usage::steal)
                .ifPresent(it -> lines.add(String.format(
                        Locale.ROOT, "Steal %.1f %% (highest %.1f %%).", it.median() * 100, it.max() * 100)));
        over(Usage::load).ifPresent(it -> lines.add("Load average " + it.text("%.1f") + "."));
        return lines;
    }

    /** How late the generator was over the measurements that have a moment for each call. */
    public static List<String> lateness(List<Double> p99Millis) {
        return Spread.of(p99Millis)
                .map(it -> List.of("Calls were sent late by " + it.text("%.1f") + " ms (p99)."))
                .orElse(List.of());
    }

    private Optional<Spread> over(ToDoubleFunction<Usage> figure) {
        return Spread.of(
                measured.stream().map(one -> figure.applyAsDouble(one.usage())).toList());
    }
}
