package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.profile.Profile;
import io.flashsale.loadtest.benchmark.report.Figures;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.report.Setting;
import io.flashsale.loadtest.benchmark.report.Table;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was measured of buying, and what follows from it.
 *
 * @param idleMillisPerSecond processor time of each process while nobody buys
 */
record AdmissionReport(
        Setting setting,
        int connections,
        Durability durability,
        Map<String, Double> idleMillisPerSecond,
        List<Measured> measured,
        List<Curve> curves,
        List<Profile> profiles,
        List<Goal> goals)
        implements Outcome {

    static AdmissionReport of(
            Options options,
            Durability durability,
            Map<String, Double> idleMillisPerSecond,
            List<Measured> measured,
            List<Curve> curves,
            List<Profile> profiles) {
        return new AdmissionReport(
                Setting.of(options),
                HttpLoad.CONNECTIONS,
                durability,
                idleMillisPerSecond,
                List.copyOf(measured),
                List.copyOf(curves),
                List.copyOf(profiles),
                Goal.all(measured));
    }

    @Override
    public boolean isSound() {
        return figures().allCount() && curves.stream().allMatch(Curve::counts);
    }

    @Override
    public List<String> protocol() {
        return List.of(
                setting.text("Admission"),
                "Durability: " + durability.text() + ".",
                String.format(
                        Locale.ROOT,
                        "Over HTTP: %d buyers at a time for capacity; p50 and p99 at fixed moments, at %.0f %% of it.",
                        connections,
                        HttpLoad.LATENCY_SHARE * 100),
                setting.spread(),
                "CPU of all server processes, until everything is at rest.");
    }

    @Override
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(arms());
        List<Arm> http = measuredArms().stream().filter(Arm::isHttp).toList();
        if (!http.isEmpty()) {
            tables.add(figures().processes(http, idleMillisPerSecond, "%.1f"));
        }
        if (!curves.isEmpty()) {
            tables.add(Curve.table(curves));
        }
        if (!profiles.isEmpty()) {
            tables.add(Profile.libraries(profiles));
            tables.add(Profile.methods(profiles));
        }
        return tables;
    }

    private Table arms() {
        Figures<Arm, Measured> figures = figures();
        return new Table(
                "arm",
                List.of("accepted/s", "persisted/s", "p50 ms", "p99 ms", "CPU-ms per 1000", "generator"),
                measuredArms().stream()
                        .map(arm -> new Table.Row(
                                arm.toString(),
                                arm.description(),
                                List.of(
                                        figures.text(arm, Measured::acceptedPerSecond, "%,.0f"),
                                        arm.isHttp() ? figures.text(arm, Measured::persistedPerSecond, "%,.0f") : "–",
                                        figures.text(arm, Measured::p50Millis, "%.1f"),
                                        figures.text(arm, Measured::p99Millis, "%.1f"),
                                        figures.text(arm, Measured::cpuPerThousand, arm.isHttp() ? "%.0f" : "%.1f"),
                                        arm.isHttp()
                                                ? figures.median(arm, Measured::generatorCpuPerThousand, "%.0f")
                                                : "included")))
                        .toList());
    }

    /** Goals first, then whatever makes a figure weaker than it looks. */
    @Override
    public List<String> remarks() {
        List<String> lines = new ArrayList<>(goals.stream().map(Goal::text).toList());
        for (Measured one : measured) {
            if (one.refused() + one.unanswered() > 0) {
                lines.add("Round %d %s: %d refused, %d without an answer."
                        .formatted(one.round(), one.arm(), one.refused(), one.unanswered()));
            }
        }
        for (Curve curve : curves) {
            if (!curve.counts()) {
                lines.add("Curve of round %d: ✘ no numbers: %s"
                        .formatted(curve.round(), String.join("; ", curve.violations())));
            }
        }
        lines.addAll(Figures.lateness(measured.stream()
                .filter(one -> one.latencyRate() > 0)
                .map(Measured::lateP99Millis)
                .toList()));
        lines.addAll(figures().remarks());
        return lines;
    }

    @Override
    public Optional<String> chart() {
        return AdmissionChart.of(this);
    }

    private List<Arm> measuredArms() {
        return Arrays.stream(Arm.values())
                .filter(arm -> measured.stream().anyMatch(one -> one.arm() == arm))
                .toList();
    }

    private Figures<Arm, Measured> figures() {
        return new Figures<>(measured);
    }
}
