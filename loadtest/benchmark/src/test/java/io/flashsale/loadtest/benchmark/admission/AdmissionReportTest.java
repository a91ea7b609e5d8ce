package io.flashsale.loadtest.benchmark.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdmissionReportTest {

    @Test
    void aRoundThatBrokeAnInvariantIsToldWithoutItsNumbers() {
        AdmissionReport report = report(
                Runs.of(Arm.L3, 1, 6_000, 150), Runs.of(Arm.L3, 2, 60_000, 15, "1 accepted orders are not stored"));

        assertThat(report.tables().getFirst().markdown())
                .anyMatch(line -> line.contains("6,000 (6,000–6,000)"))
                .noneMatch(line -> line.contains("60,000"));
        assertThat(report.remarks())
                .contains("round 2 L3        ✘ no number: 1 accepted orders are not stored")
                .noneMatch(line -> line.contains("60,000"));
        assertThat(report.isSound()).isFalse();
        assertThat(report.verdict()).startsWith("An invariant is broken");
    }

    @Test
    void theArmsAndTheProcessesAreATableEach() {
        AdmissionReport report = report(Runs.of(Arm.L3, 1, 6_000, 150));

        assertThat(report.tables()).hasSize(2);
        assertThat(report.tables().getFirst().markdown())
                .contains("| arm | accepted/s | persisted/s | p50 ms | p99 ms | CPU-ms per 1000 | generator |")
                .contains("|---|--:|--:|--:|--:|--:|--:|")
                .anyMatch(line -> line.startsWith("| L3 through the gateway | 6,000 (6,000–6,000) |"));
        assertThat(report.tables().getLast().markdown())
                .contains("| CPU-ms per 1000 by process | L3 | idle, a second |", "| server | 150.0 | 0.0 |");
    }

    @Test
    void theJsonHoldsEveryMeasurementAndWhatFollowsFromIt() {
        JsonNode json = JsonMapper.builder().build().valueToTree(report(Runs.of(Arm.L3, 1, 6_000, 150)));

        assertThat(json.at("/sound").asBoolean()).isTrue();
        assertThat(json.at("/measured/0/cpuPerThousand").asDouble()).isEqualTo(150);
        assertThat(json.at("/measured/0/generatorCpuPerThousand").asDouble()).isEqualTo(5);
        assertThat(json.at("/measured/0/usage/serverMillis/server").asDouble()).isEqualTo(1_500);
    }

    private static AdmissionReport report(Measured... measured) {
        return AdmissionReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)),
                new Durability("always", "1", "SYNC_FLUSH"),
                Map.of("gateway", 12.0),
                List.of(measured),
                List.of(),
                List.of());
    }
}
