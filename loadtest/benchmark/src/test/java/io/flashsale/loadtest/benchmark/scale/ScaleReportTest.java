package io.flashsale.loadtest.benchmark.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleReportTest {

    private static final Arm TWO = new Arm(Arm.Axis.INSTANCES, 2);
    private static final Arm MILLION = new Arm(Arm.Axis.BUYERS, 1_000_000);

    @Test
    void everyAxisIsATableWithARowPerSize() {
        ScaleReport report = report(List.of(measured(TWO, 5_000), measured(MILLION, 40_000)));

        assertThat(report.tables()).hasSize(Arm.Axis.values().length + 1);
        assertThat(report.tables().getFirst().markdown())
                .contains("| 1 | – | – | – |", "| 2 | 5,000 (5,000–5,000) | 4,000 (4,000–4,000) | 200 (200–200) |");
        assertThat(report.tables().get(2).markdown())
                .contains("| 1,000,000 | 40,000 (40,000–40,000) | – | 200.0 (200.0–200.0) |");
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void aBrokenInvariantTakesTheNumberAway() {
        ScaleReport report = report(List.of(measured(TWO, 5_000, "1 order ids were given to two buyers")));

        assertThat(report.isSound()).isFalse();
        assertThat(report.tables().getFirst().markdown()).contains("| 2 | – | – | – |");
        assertThat(report.remarks()).anyMatch(line -> line.contains("1 order ids were given to two buyers"));
    }

    private static ScaleReport report(List<Measured> measured) {
        return ScaleReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)), new Durability("always", "1", "SYNC_FLUSH"), measured);
    }

    private static Measured measured(Arm arm, double perSecond, String... violations) {
        return new Measured(
                arm,
                1,
                10_000,
                perSecond,
                4_000,
                0,
                0,
                new Usage(Map.of("order-service", 2_000.0), 0, 1, 0, 1),
                List.of(violations));
    }
}
