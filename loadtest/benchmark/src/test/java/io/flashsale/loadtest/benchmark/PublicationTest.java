package io.flashsale.loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublicationTest {

    @TempDir
    Path folder;

    @Test
    void aRoundThatBrokeAnInvariantIsToldWithoutItsNumbers() throws IOException {
        String told = tell(
                "admission",
                report(List.of(
                        Runs.of(Arm.L3, 1, 6_000, 150),
                        Runs.of(Arm.L3, 2, 60_000, 15, "1 accepted orders are not stored"))));

        assertThat(told)
                .contains("6,000 (6,000–6,000)")
                .contains("round 2 L3        ✘ no number: 1 accepted orders are not stored")
                .contains("✘ An invariant is broken")
                .doesNotContain("60,000");
    }

    @Test
    void benchmarksShareOneReport() throws IOException {
        tell("admission", report(List.of(Runs.of(Arm.L3, 1, 6_000, 150))));
        tell("again", report(List.of(Runs.of(Arm.B2, 1, 1_500, 900, "oversold"))));

        JsonNode all = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(all.propertyNames()).containsExactly("admission", "again");
        assertThat(all.at("/admission/sound").asBoolean()).isTrue();
        assertThat(all.at("/again/sound").asBoolean()).isFalse();
        assertThat(all.at("/admission/measured/0/cpuPerThousand").asDouble()).isEqualTo(150);
        assertThat(all.at("/admission/measured/0/generatorCpuPerThousand").asDouble())
                .isEqualTo(5);
        assertThat(all.at("/admission/measured/0/usage/serverMillis/server").asDouble())
                .isEqualTo(1_500);
    }

    @Test
    void benchmarksShareOnePageOfTables() throws IOException {
        tell("admission", report(List.of(Runs.of(Arm.L3, 1, 6_000, 150))));
        tell("again", report(List.of(Runs.of(Arm.B2, 1, 1_500, 900))));

        assertThat(Files.readAllLines(folder.resolve("tables.md")))
                .containsOnlyOnce("## Admission", "## Again")
                .contains("| arm | accepted/s | persisted/s | p50 ms | p99 ms | CPU-ms per 1000 | generator |")
                .contains("|---|--:|--:|--:|--:|--:|--:|")
                .anyMatch(line -> line.startsWith("| L3 through the gateway | 6,000 (6,000–6,000) |"))
                .contains("| CPU-ms per 1000 by process | L3 | idle, a second |", "| server | 150.0 | 0.0 |");
    }

    private String tell(String name, Outcome outcome) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Publication.of(Map.of(
                        "report", folder.resolve("report.json").toString(),
                        "table", folder.resolve("tables.md").toString()))
                .tell(name, outcome, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AdmissionReport report(List<Measured> measured) {
        return AdmissionReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)),
                new Durability("always", "1", "SYNC_FLUSH"),
                Map.of("gateway", 12.0),
                measured,
                List.of());
    }
}
