package io.flashsale.loadtest.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journeys as a child process, as they are really run, against a shop that behaves and one that does not. */
class JourneysIT {

    private static final int SHOPPERS = 80;
    private static final int UNITS = 25;

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void playsEveryHabitOfACrowd() throws IOException, InterruptedException {
        try (StandInShop shop = new StandInShop(UNITS, Instant.now().plusSeconds(12), false)) {
            assertThat(simulate(shop)).as(log()).isZero();

            List<JsonNode> lines = lines();
            assertThat(lines)
                    .anyMatch(line -> is(line, "buy", "ok"))
                    .anyMatch(line -> is(line, "buy", "refused") && code(line).equals("sold-out"))
                    .anyMatch(line -> is(line, "buy", "refused") && code(line).equals("limit-reached"))
                    .anyMatch(line -> is(line, "buy", "refused") && code(line).equals("not-open-yet"))
                    .anyMatch(line ->
                            is(line, "buy", "unknown") && line.path("status").asInt() == 503)
                    .anyMatch(line -> is(line, "topup", "ok"))
                    .anyMatch(line -> is(line, "pay", "ok"))
                    .anyMatch(line -> is(line, "cashier", "ok"))
                    .anyMatch(line -> is(line, "refund", "ok"))
                    .anyMatch(line -> line.has("lateMicros"))
                    .noneMatch(line -> line.path("latencyMicros").asLong() < 0);
            assertThat(shop.orders("FULFILLED") + shop.orders("REFUNDED"))
                    .as("units that came free sold again; cancelled: %d", shop.orders("CANCELLED"))
                    .isEqualTo(UNITS);
            assertThat(folder.resolve("charts")).isDirectoryRecursivelyContaining("glob:**/index.html");
        }
    }

    @Test
    void failsWhenOneKeyGetsTwoAnswers() throws IOException, InterruptedException {
        try (StandInShop shop = new StandInShop(SHOPPERS * 2, Instant.now(), true)) {
            assertThat(simulate(shop)).as(log()).isEqualTo(2);
        }
    }

    @Test
    void failsWhenClicksTakeTooLong() throws IOException, InterruptedException {
        try (StandInShop shop = new StandInShop(SHOPPERS * 2, Instant.now(), false)) {
            assertThat(simulate(shop, "-Dflashsale.p99=PT0.001S")).as(log()).isEqualTo(2);
            assertThat(log()).contains("99th percentile");
        }
    }

    private int simulate(StandInShop shop, String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.prefs.userRoot=" + folder,
                "-Dflashsale.target=" + shop.url(),
                "-Dflashsale.campaign=7",
                "-Dflashsale.shoppers=" + SHOPPERS,
                "-Dflashsale.seed=3",
                "-Dflashsale.duration=20",
                "-Dflashsale.history=" + folder.resolve("history.jsonl")));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                DemoSimulation.class.getName(),
                "-rf",
                folder.resolve("charts").toString()));
        Process simulation = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(simulation.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return simulation.exitValue();
        } finally {
            simulation.destroyForcibly();
        }
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("history.jsonl"))) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static boolean is(JsonNode line, String op, String outcome) {
        return line.path("op").asText().equals(op)
                && line.path("outcome").asText().equals(outcome);
    }

    private static String code(JsonNode line) {
        return line.path("code").asText();
    }
}
