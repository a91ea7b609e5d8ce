package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The report for people. */
final class ReportText {

    private static final double MUCH_STEAL = 0.05;

    private final Report report;

    ReportText(Report report) {
        this.report = report;
    }

    /** One measurement in one line. */
    static String line(Measured one) {
        String numbers = one.counts()
                ? String.format(
                        Locale.ROOT,
                        "%,8.0f accepted/s%s, p99 %.1f ms, %.0f CPU-ms per 1000",
                        one.acceptedPerSecond(),
                        one.persistedPerSecond() > 0
                                ? String.format(Locale.ROOT, ", %,.0f persisted/s", one.persistedPerSecond())
                                : "",
                        one.p99Millis(),
                        one.cpuPerThousand())
                : "✘ " + String.join("; ", one.violations());
        return String.format(Locale.ROOT, "round %d %-9s %s", one.round(), one.arm(), numbers);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Admission on %d processors shared with the load generator; %d rounds of %d s per arm, seed %d",
                report.processors(),
                report.rounds(),
                report.seconds(),
                report.seed()));
        lines.add("Durability: " + report.durability().text());
        lines.add(String.format(
                Locale.ROOT,
                "Over HTTP: %d buyers at a time for capacity; p50 and p99 at fixed moments, at %.0f %% of it.",
                report.connections(),
                HttpArm.LATENCY_SHARE * 100));
        lines.add("Median of the rounds (lowest–highest). CPU of all server processes, until everything is at rest.");
        lines.add("");
        lines.addAll(arms());
        lines.add("");
        lines.addAll(goals());
        lines.addAll(processes());
        lines.addAll(remarks());
        return lines;
    }

    private List<String> arms() {
        List<String> lines = new ArrayList<>();
        String row = "  %-9s %23s %20s %20s %22s %22s %9s";
        lines.add(String.format(
                Locale.ROOT, row, "", "accepted/s", "persisted/s", "p50 ms", "p99 ms", "CPU-ms per 1000", "generator"));
        for (Arm arm : Arm.values()) {
            if (report.spread(arm, Measured::acceptedPerSecond).isPresent()) {
                lines.add(String.format(
                        Locale.ROOT,
                        row,
                        arm,
                        figure(arm, Measured::acceptedPerSecond, "%,.0f"),
                        arm.isHttp() ? figure(arm, Measured::persistedPerSecond, "%,.0f") : "–",
                        figure(arm, Measured::p50Millis, "%.1f"),
                        figure(arm, Measured::p99Millis, "%.1f"),
                        figure(arm, Measured::cpuPerThousand, arm.isHttp() ? "%.0f" : "%.1f"),
                        arm.isHttp() ? generator(arm) : "included"));
            }
        }
        for (Arm arm : Arm.values()) {
            if (report.spread(arm, Measured::acceptedPerSecond).isPresent()) {
                lines.add(String.format(Locale.ROOT, "  %-9s %s", arm, arm.description()));
            }
        }
        return lines;
    }

    private String generator(Arm arm) {
        return report.spread(arm, Measured::generatorCpuPerThousand)
                .map(it -> String.format(Locale.ROOT, "%.0f", it.median()))
                .orElse("");
    }

    private List<String> goals() {
        return report.goals().stream()
                .map(goal -> String.format(
                        Locale.ROOT,
                        "  %s %-40s %-28s wanted %s %s",
                        goal.met() ? "✔" : "✘",
                        goal.name(),
                        text(goal.reached(), goal.bound() >= 50 ? "%,.0f" : "%.2f"),
                        goal.atLeast() ? "at least" : "at most",
                        String.format(
                                Locale.ROOT,
                                goal.bound() >= 50 || goal.bound() == Math.rint(goal.bound()) ? "%,.0f" : "%.2f",
                                goal.bound())))
                .toList();
    }

    /** Where the processor time of the HTTP arms goes. */
    private List<String> processes() {
        List<Arm> arms = Arrays.stream(Arm.values())
                .filter(arm -> arm.isHttp()
                        && report.spread(arm, Measured::cpuPerThousand).isPresent())
                .toList();
        if (arms.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("CPU-ms per 1000 by process, and CPU-ms a second while nobody buys:");
        lines.add("  " + String.format(Locale.ROOT, "%-20s", "")
                + arms.stream()
                        .map(arm -> String.format(Locale.ROOT, "%9s", arm))
                        .collect(Collectors.joining())
                + String.format(Locale.ROOT, "%9s", "idle"));
        TreeSet<String> names = new TreeSet<>(report.idleMillisPerSecond().keySet());
        for (String name : names) {
            lines.add("  " + String.format(Locale.ROOT, "%-20s", name)
                    + arms.stream()
                            .map(arm -> report.spread(arm, one -> one.cpuPerThousand(name))
                                    .filter(it -> it.max() > 0)
                                    .map(it -> String.format(Locale.ROOT, "%9.1f", it.median()))
                                    .orElse(String.format(Locale.ROOT, "%9s", "–")))
                            .collect(Collectors.joining())
                    + String.format(
                            Locale.ROOT, "%9.1f", report.idleMillisPerSecond().getOrDefault(name, 0.0)));
        }
        return lines;
    }

    /** Whatever makes a figure weaker than it looks. */
    private List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (Measured one : report.measured()) {
            String where = "  round " + one.round() + " " + one.arm() + ": ";
            if (!one.counts()) {
                lines.add(where + "✘ no number: " + String.join("; ", one.violations()));
            }
            if (one.refused() + one.unanswered() > 0) {
                lines.add(where + one.refused() + " refused, " + one.unanswered() + " without an answer");
            }
            if (one.steal() > MUCH_STEAL) {
                lines.add(where + String.format(Locale.ROOT, "others took %.0f %% of the machine", one.steal() * 100));
            }
        }
        Optional<Spread> late = Spread.of(report.measured().stream()
                .filter(one -> one.latencyRate() > 0)
                .map(Measured::lateP99Millis)
                .toList());
        late.ifPresent(it -> lines.add("  Calls were sent late by " + text(it, "%.1f") + " ms (p99)."));
        Spread.of(report.measured().stream().map(Measured::steal).toList())
                .ifPresent(it -> lines.add(String.format(
                        Locale.ROOT, "  Steal %.1f %% (highest %.1f %%).", it.median() * 100, it.max() * 100)));
        Spread.of(report.measured().stream().map(Measured::load).toList())
                .ifPresent(it -> lines.add("  Load average " + text(it, "%.1f") + "."));
        if (!lines.isEmpty()) {
            lines.addFirst("");
        }
        return lines;
    }

    private String figure(Arm arm, ToDoubleFunction<Measured> figure, String number) {
        return report.spread(arm, figure).map(it -> text(it, number)).orElse("");
    }

    /** Median and ends. */
    static String text(Spread spread, String number) {
        return String.format(Locale.ROOT, number, spread.median()) + " ("
                + String.format(Locale.ROOT, number, spread.min()) + "–"
                + String.format(Locale.ROOT, number, spread.max()) + ")";
    }
}
