package io.flashsale.loadtest.benchmark.scale;

import io.flashsale.loadtest.benchmark.measure.Options;
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
import java.util.stream.Stream;

/** Everything that was measured with more and more instances, items and buyers. */
record ScaleReport(Setting setting, int connections, Durability durability, List<Measured> measured)
        implements Outcome {

    static ScaleReport of(Options options, Durability durability, List<Measured> measured) {
        return new ScaleReport(Setting.of(options), HttpLoad.CONNECTIONS, durability, List.copyOf(measured));
    }

    @Override
    public boolean isSound() {
        return figures().allCount();
    }

    @Override
    public List<String> protocol() {
        return List.of(
                setting.text("Scale"),
                "Durability: " + durability.text() + ".",
                "%d buyers at a time, fresh stock for every measurement.".formatted(connections),
                "Order-services and items: over HTTP, without the gateway. Buyers: lanes in process, one item of which every buyer has a"
                        + " unit before; they come back in turns.",
                "Both order-service processes are up all along and share the work that messages bring; with one instance, only"
                        + " the first is asked.",
                setting.spread(),
                "CPU of all server processes, until everything is at rest.");
    }

    @Override
    public List<Table> tables() {
        Stream<Table> curves = Arrays.stream(Arm.Axis.values()).map(this::curve);
        List<Arm> http = Arrays.stream(Arm.Axis.values())
                .flatMap(axis -> axis.arms().stream())
                .filter(Arm::isHttp)
                .toList();
        return Stream.concat(curves, Stream.of(figures().processes(http, Map.of(), "%,.0f")))
                .toList();
    }

    private Table curve(Arm.Axis axis) {
        Figures<Arm, Measured> figures = figures();
        return new Table(
                axis.description(),
                List.of("accepted/s", "persisted/s", "CPU-ms per 1000"),
                axis.arms().stream()
                        .map(arm -> new Table.Row(
                                String.format(Locale.ROOT, "%,d", arm.size()),
                                "",
                                List.of(
                                        figures.text(arm, Measured::acceptedPerSecond, "%,.0f"),
                                        arm.isHttp() ? figures.text(arm, Measured::persistedPerSecond, "%,.0f") : "–",
                                        figures.text(arm, Measured::cpuPerThousand, arm.isHttp() ? "%,.0f" : "%.1f"))))
                        .toList());
    }

    @Override
    public List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (Measured one : measured) {
            if (one.refused() + one.unanswered() > 0) {
                lines.add("Round %d %s: %d refused, %d without an answer."
                        .formatted(one.round(), one.arm(), one.refused(), one.unanswered()));
            }
        }
        lines.addAll(figures().remarks());
        return lines;
    }

    private Figures<Arm, Measured> figures() {
        return new Figures<>(measured);
    }
}
