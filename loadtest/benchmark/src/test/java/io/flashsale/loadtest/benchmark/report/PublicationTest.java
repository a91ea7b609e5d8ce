package io.flashsale.loadtest.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void theTerminalTellsWhetherItIsSound() throws IOException {
        assertThat(tell("tea", new Found(6_000, List.of())))
                .contains("  arm  a second")
                .contains("✔ Every invariant holds.");
        assertThat(tell("tea", new Found(6_000, List.of("oversold"))))
                .contains("  oversold")
                .contains("✘ An invariant is broken.");
    }

    @Test
    void benchmarksShareOneReport() throws IOException {
        tell("tea", new Found(6_000, List.of()));
        tell("again", new Found(1_500, List.of("oversold")));

        JsonNode all = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(all.propertyNames()).containsExactly("tea", "again");
        assertThat(all.at("/tea/sound").asBoolean()).isTrue();
        assertThat(all.at("/again/sound").asBoolean()).isFalse();
        assertThat(all.at("/tea/perSecond").asLong()).isEqualTo(6_000);
    }

    @Test
    void benchmarksShareOnePageOfTables() throws IOException {
        tell("tea", new Found(6_000, List.of()));
        tell("again", new Found(1_500, List.of()));

        assertThat(Files.readAllLines(folder.resolve("tables.md")))
                .containsOnlyOnce("## Tea", "## Again")
                .contains("| arm | a second |", "|---|--:|", "| L3 through the gateway | 6000 |")
                .contains("| L3 through the gateway | 1500 |");
    }

    private String tell(String name, Outcome outcome) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Publication.of(Map.of(
                        "report", folder.resolve("report.json").toString(),
                        "table", folder.resolve("tables.md").toString()))
                .tell(name, outcome, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private record Found(long perSecond, List<String> violations) implements Outcome {

        @Override
        public List<String> protocol() {
            return List.of("One round.");
        }

        @Override
        public List<Table> tables() {
            return List.of(new Table(
                    "arm",
                    List.of("a second"),
                    List.of(new Table.Row("L3", "through the gateway", List.of(Long.toString(perSecond))))));
        }

        @Override
        public List<String> remarks() {
            return violations;
        }

        @Override
        public boolean isSound() {
            return violations.isEmpty();
        }

        @Override
        public String verdict() {
            return isSound() ? "Every invariant holds." : "An invariant is broken.";
        }
    }
}
