package io.flashsale.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.faults.FaultPlan.Crash;
import io.flashsale.loadtest.faults.FaultPlan.Method;
import io.flashsale.loadtest.faults.FaultPlan.Truism;
import io.flashsale.loadtest.faults.FaultPlan.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultAgentIT {

    private static final String VICTIM = Victim.class.getName();

    @TempDir
    Path folder;

    @Test
    void haltsTheProcessAtThePointAndSaysSo() throws Exception {
        Ended ended = run("dev,faults", crash(When.ENTER, Duration.ZERO));

        assertThat(ended.exit()).isEqualTo(137);
        assertThat(ended.output()).contains("worked 1").doesNotContain("worked 2", "refused");
        assertThat(report()).anyMatch(line -> line.endsWith("fired " + VICTIM + ".work"));
    }

    @Test
    void haltsAfterTheMethodHasDoneItsWork() throws Exception {
        Ended ended = run("dev,faults", crash(When.EXIT, Duration.ZERO));

        assertThat(ended.output()).contains("worked 2").doesNotContain("worked 3");
    }

    @Test
    void holdsTheThreadAndLetsItGoOn() throws Exception {
        Ended ended = run("dev,faults", crash(When.ENTER, Duration.ofMillis(300)));

        assertThat(ended.exit()).isZero();
        assertThat(ended.output()).contains("worked 3");
        assertThat(report()).anyMatch(line -> line.contains("fired"));
    }

    @Test
    void makesAnAnswerTrue() throws Exception {
        Ended ended = run(
                "faults",
                new FaultPlan(
                        folder.resolve("report"),
                        Optional.empty(),
                        List.of(),
                        List.of(new Truism(new Method(VICTIM, "isAllowed"))),
                        Optional.empty()));

        assertThat(ended.output()).contains("allowed");
    }

    @Test
    void setsTheClock() throws Exception {
        Instant before = Instant.now();
        Ended ended = run("faults", FaultPlan.of(folder.resolve("report"), Duration.ofSeconds(-20)));

        assertThat(report()).anyMatch(line -> line.endsWith("fired clock off by -20 s"));
        Instant told = ended.output()
                .lines()
                .filter(line -> line.startsWith("it is "))
                .map(line -> Instant.parse(line.substring("it is ".length())))
                .findFirst()
                .orElseThrow();
        assertThat(told)
                .isBetween(
                        before.minusSeconds(20), Instant.now().minusSeconds(20).plusMillis(100));
    }

    @Test
    void refusesAProcessThatWasNotStartedForFaults() throws Exception {
        Ended ended = run("dev", crash(When.ENTER, Duration.ZERO));

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.output())
                .contains("only in processes of the profile faults")
                .doesNotContain("worked 1");
    }

    private FaultPlan crash(When when, Duration pause) {
        return FaultPlan.of(folder.resolve("report"), new Crash(new Method(VICTIM, "work"), when, 2, pause));
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report"));
    }

    private Ended run(String profiles, FaultPlan plan) throws IOException, InterruptedException {
        Path file = folder.resolve("plan");
        plan.write(file);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-javaagent:target/flashsale-faults.jar=" + file,
                        "-cp",
                        "target/test-classes",
                        VICTIM)
                .redirectErrorStream(true);
        builder.environment().put("SPRING_PROFILES_ACTIVE", profiles);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exit, String output) {}
}
