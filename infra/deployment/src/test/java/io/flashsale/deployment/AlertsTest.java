package io.flashsale.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flashsale.deployment.Files.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {

    private static final Pattern OWN_METRIC = Pattern.compile("\\bflashsale_[a-z_]+");
    private static final Pattern METER = Pattern.compile("\"(flashsale(?:\\.[a-z]+)+)\"");

    static Stream<Node> alerts() {
        return Files.yaml("prometheus/alerts.yml").getFirst().at("groups").list().stream()
                .flatMap(group -> group.at("rules").list().stream());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertHasItsSectionInTheRunbook(Node alert) {
        String name = alert.at("alert").string();
        assertThat(Files.text("docs/runbook.md").lines()).contains("## " + name);
        assertThat(alert.at("annotations", "runbook").string())
                .isEqualTo("infra/docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(alert.at("annotations", "summary").string()).isNotEmpty();
        assertThat(alert.at("labels", "severity").string()).isIn("critical", "warning", "info");
    }

    @Test
    void theRunbookHasNoSectionWithoutAnAlert() {
        Set<String> names = alerts().map(alert -> alert.at("alert").string()).collect(Collectors.toSet());
        assertThat(Files.text("docs/runbook.md")
                        .lines()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3))
                        .filter(title -> !title.contains(" ")))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    /** A rule about a metric that nobody counts never fires. */
    @Test
    void everyMetricOfOursInARuleOrDashboardIsCountedSomewhere() throws IOException {
        Set<String> meters = new HashSet<>();
        try (Stream<Path> sources = java.nio.file.Files.walk(Files.path(".."))) {
            for (Path source : (Iterable<Path>) sources.filter(file ->
                    file.toString().contains("src/main/java") && file.toString().endsWith(".java"))::iterator) {
                METER.matcher(java.nio.file.Files.readString(source))
                        .results()
                        .forEach(meter -> meters.add(meter.group(1).replace('.', '_')));
            }
        }
        Set<String> used = new TreeSet<>();
        Stream.concat(
                        Stream.of("prometheus/alerts.yml", "prometheus/recording.yml"),
                        Stream.of("grafana/dashboards/sale.json", "grafana/dashboards/machinery.json"))
                .forEach(file ->
                        OWN_METRIC.matcher(Files.text(file)).results().forEach(match -> used.add(match.group())));
        assertThat(used).isNotEmpty();
        assertThat(used.stream().map(AlertsTest::withoutSuffix))
                .allSatisfy(metric -> assertThat(meters).contains(metric));
    }

    private static String withoutSuffix(String metric) {
        return metric.replaceAll("(_seconds)?(_total|_sum|_count|_max|_bucket)?$", "");
    }

    @Test
    void rulesPassTheirOwnTests() throws IOException, InterruptedException {
        Path promtool = onPath("promtool");
        assumeTrue(
                promtool != null,
                "promtool is not installed (Debian: apt-get install prometheus), so the rules are not tested here");
        run(List.of(String.valueOf(promtool), "check", "config", "prometheus.yml"));
        run(List.of(String.valueOf(promtool), "test", "rules", "alerts.test.yml"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Files.path("prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static @org.jspecify.annotations.Nullable Path onPath(String program) {
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "" : path).split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(java.nio.file.Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
