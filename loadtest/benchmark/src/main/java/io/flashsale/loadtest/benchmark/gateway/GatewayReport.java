package io.flashsale.loadtest.benchmark.gateway;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.report.Figures;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.report.Setting;
import io.flashsale.loadtest.benchmark.report.Table;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Everything that was measured of the gateway. */
record GatewayReport(Setting setting, int connections, List<Measured> measured, Flood flood) implements Outcome {

    static GatewayReport of(Options options, List<Measured> measured, Flood flood) {
        return new GatewayReport(Setting.of(options), HttpLoad.CONNECTIONS, List.copyOf(measured), flood);
    }

    @Override
    public boolean isSound() {
        return flood.wrong() == 0 && figures().allCount();
    }

    @Override
    public String verdict() {
        return isSound()
                ? "Every answer was of the kind that was wanted."
                : "Some answers were not of the kind that was wanted; those measurements have no number.";
    }

    @Override
    public List<String> protocol() {
        return List.of(
                setting.text("Gateway"),
                String.format(
                        Locale.ROOT,
                        "%d connections for capacity; p50 and p99 at fixed moments, at %.0f %% of it.",
                        connections,
                        HttpLoad.LATENCY_SHARE * 100),
                setting.spread(),
                "CPU of the gateway and its Redis, or of the bare server.");
    }

    @Override
    public List<Table> tables() {
        Figures<Arm, Measured> figures = figures();
        return List.of(new Table(
                "arm",
                List.of("answers/s", "p50 ms", "p99 ms", "CPU-ms per 1000", "generator"),
                Arrays.stream(Arm.values())
                        .map(arm -> new Table.Row(
                                arm.toString(),
                                arm.description(),
                                List.of(
                                        figures.text(arm, Measured::answersPerSecond, "%,.0f"),
                                        figures.text(arm, Measured::p50Millis, "%.1f"),
                                        figures.text(arm, Measured::p99Millis, "%.1f"),
                                        figures.text(arm, Measured::cpuPerThousand, "%.1f"),
                                        figures.median(arm, Measured::generatorCpuPerThousand, "%.1f"))))
                        .toList()));
    }

    @Override
    public List<String> remarks() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Memory over a flood from %,d identities, %,d questions in %.0f s: live heap %.0f → %.0f MiB,"
                        + " resident %.0f → %.0f MiB (highest %.0f).",
                flood.identities(),
                flood.asked(),
                flood.seconds(),
                flood.liveBefore(),
                flood.liveAfter(),
                flood.residentBefore(),
                flood.residentAfter(),
                flood.residentMost()));
        if (flood.wrong() > 0) {
            lines.add("Flood: ✘ " + flood.wrong() + " wrong answers, such as " + flood.firstWrong());
        }
        lines.addAll(
                Figures.lateness(measured.stream().map(Measured::lateP99Millis).toList()));
        lines.addAll(figures().remarks());
        return lines;
    }

    private Figures<Arm, Measured> figures() {
        return new Figures<>(measured);
    }
}
