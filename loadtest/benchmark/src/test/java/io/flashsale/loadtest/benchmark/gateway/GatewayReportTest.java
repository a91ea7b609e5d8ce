package io.flashsale.loadtest.benchmark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayReportTest {

    @Test
    void everyArmHasARowWithItsMedianAndEnds() {
        GatewayReport report =
                report(0, measured(1, 16_000, 90), measured(2, 18_000, 80), measured(3, 99_999, 1, "7 wrong answers"));

        assertThat(report.tables().getFirst().markdown())
                .contains(
                        "| SOLD_OUT an order refused as sold out, through the whole chain | 17,000 (16,000–18,000) | 0.7 (0.7–0.7)"
                                + " | 40.0 (40.0–40.0) | 85.0 (80.0–90.0) | 10.0 |",
                        "| NETTY a bare Netty handler, a constant | – | – | – | – | – |");
        assertThat(report.remarks())
                .contains("round 3 SOLD_OUT  ✘ no number: 7 wrong answers")
                .contains(
                        "Memory over a flood from 100,000 identities, 5,000 questions in 20 s: live heap 125 → 160 MiB,"
                                + " resident 722 → 732 MiB (highest 740).");
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void aWrongAnswerInTheFloodIsAFailure() {
        assertThat(report(0, measured(1, 16_000, 90)).isSound()).isTrue();
        assertThat(report(1, measured(1, 16_000, 90)).isSound()).isFalse();
    }

    private static GatewayReport report(long wrongInFlood, Measured... measured) {
        return GatewayReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)),
                List.of(measured),
                new Flood(100_000, 20, 5_000, wrongInFlood, "HTTP/1.1 500", 125, 160, 722, 740, 732));
    }

    private static Measured measured(int round, double perSecond, double cpuPerThousand, String... violations) {
        return new Measured(
                Arm.SOLD_OUT,
                round,
                10_000,
                perSecond,
                0.7,
                40,
                2,
                perSecond * 0.7,
                new Usage(Map.of("gateway", cpuPerThousand * 10), 100, 1, 0, 1),
                List.of(violations));
    }
}
