package io.flashsale.loadtest.benchmark.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionChartTest {

    @Test
    void showsLatencyAgainstLoadAndThroughputAgainstBaselines() {
        String svg = chart(
                List.of(Runs.of(Arm.L3, 1, 2_000, 900), Runs.of(Arm.B2, 1, 1_500, 1_200)),
                List.of(curve(1, 20), curve(2, 30), curve(3, 400)));

        assertThat(svg)
                .contains("p50: 30 ms at 400", "p99: 60 ms at 400, 60 ms at 800")
                .contains("L3 through the gateway: 2,000; B2 conditional UPDATE and INSERT per order: 1,500.");
    }

    @Test
    void leavesOutWhatBrokeAnInvariant() {
        String svg = chart(
                List.of(Runs.of(Arm.L3, 1, 2_000, 900), Runs.of(Arm.B1, 1, 7_777, 1, "oversold")),
                List.of(curve(1, 20), curve(2, 555, "2 accepted orders are not stored")));

        assertThat(svg).contains("p50: 20 ms at 400").doesNotContain("7,777", "555");
    }

    @Test
    void isNotDrawnWithoutMeasurements() {
        assertThat(report(List.of(Runs.of(Arm.L1, 1, 50_000, 20)), List.of()).chart())
                .isEmpty();
    }

    private static String chart(List<Measured> measured, List<Curve> curves) {
        return report(measured, curves).chart().orElseThrow();
    }

    private static AdmissionReport report(List<Measured> measured, List<Curve> curves) {
        return AdmissionReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)),
                new Durability("always", "1", "SYNC_FLUSH"),
                Map.of(),
                measured,
                curves,
                List.of());
    }

    private static Curve curve(int round, double p50Millis, String... violations) {
        return new Curve(
                round,
                2_000,
                Curve.SHARES.stream()
                        .map(share -> new Curve.Point(share, share * 2_000, share * 2_000, p50Millis, p50Millis * 2, 1))
                        .toList(),
                List.of(violations));
    }
}
