package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.chart.BarPanel;
import io.flashsale.loadtest.benchmark.chart.Chart;
import io.flashsale.loadtest.benchmark.chart.LinePanel;
import io.flashsale.loadtest.benchmark.chart.Panel;
import io.flashsale.loadtest.benchmark.measure.Spread;
import io.flashsale.loadtest.benchmark.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Admission in pictures: latency against offered load, and throughput against the baselines. */
final class AdmissionChart {

    /** A logarithmic scale has no 0, and no clock of ours tells less. */
    private static final double LEAST_MILLIS = 0.001;

    private AdmissionChart() {}

    /** An SVG document; empty without a measurement that counts. */
    static Optional<String> of(AdmissionReport report) {
        List<Panel> panels = new ArrayList<>();
        List<LinePanel.Point> median = points(report.curves(), Curve.Point::p50Millis);
        if (!median.isEmpty()) {
            panels.add(new LinePanel(
                    "Latency of an order against offered load",
                    "orders offered a second, up to the measured capacity",
                    "ms",
                    new LinePanel.Line("p50", median),
                    new LinePanel.Line("p99", points(report.curves(), Curve.Point::p99Millis))));
        }
        Figures<Arm, Measured> figures = new Figures<>(report.measured());
        List<BarPanel.Bar> bars = Stream.of(Arm.L2, Arm.L3, Arm.B1, Arm.B2, Arm.B3)
                .flatMap(arm -> figures.spread(arm, Measured::persistedPerSecond).stream()
                        .map(it -> bar(arm, it)))
                .toList();
        if (!bars.isEmpty()) {
            panels.add(new BarPanel("Throughput", "persisted orders a second", bars));
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart("Admission of a flash sale, measured", panels).svg());
    }

    private static BarPanel.Bar bar(Arm arm, Spread spread) {
        return new BarPanel.Bar(
                arm + " " + arm.description(),
                arm.kind() == Arm.Kind.PLATFORM,
                spread.median(),
                spread.min(),
                spread.max());
    }

    private static List<LinePanel.Point> points(List<Curve> curves, ToDoubleFunction<Curve.Point> latency) {
        return Curve.SHARES.stream()
                .flatMap(share -> Curve.spread(curves, share, latency).stream()
                        .map(it -> new LinePanel.Point(
                                Curve.spread(curves, share, Curve.Point::offeredPerSecond)
                                        .orElseThrow()
                                        .median(),
                                Math.max(it.median(), LEAST_MILLIS))))
                .toList();
    }
}
