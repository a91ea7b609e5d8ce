package io.flashsale.loadtest.sale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The crowd, as a child process: it must not share a heap, or a garbage collector, with who judges it. */
final class Simulation implements AutoCloseable {

    private static final int ASSERTIONS_FAILED = 2;
    private static final int LOG_LINES = 20;

    private final Process process;
    private final Path log;

    private Simulation(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Simulation start(Generator generator, SalePlan plan, String campaign, RunFolder folder) {
        List<String> command = new ArrayList<>(List.of(
                generator.java().toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Gatling keeps preferences; they are nothing to this user account.
                "-Djava.util.prefs.userRoot=" + folder.path(),
                "-Dflashsale.target=" + generator.gateway(),
                "-Dflashsale.campaign=" + campaign,
                "-Dflashsale.shoppers=" + plan.shoppers(),
                "-Dflashsale.seed=" + plan.seed(),
                "-Dflashsale.duration=" + plan.patience().toSeconds(),
                "-Dflashsale.history=" + folder.history()));
        plan.arrival().ifPresent(time -> command.add("-Dflashsale.arrival=" + time));
        command.addAll(List.of(
                "-cp",
                generator.simulations().resolve("*").toString(),
                "io.gatling.app.Gatling",
                "-s",
                plan.crowd().simulation(),
                "-rf",
                folder.charts().toString()));
        try {
            return new Simulation(
                    new ProcessBuilder(command)
                            .directory(folder.path().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.log().toFile())
                            .start(),
                    folder.log());
        } catch (IOException e) {
            throw new SaleFailed("The load generator does not start: " + e.getMessage(), e);
        }
    }

    boolean runsFor(long millis) throws InterruptedException {
        return !process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Whether every answer was one that the journeys expect.
     *
     * @throws SaleFailed when the process broke down, with the end of its log
     */
    boolean sawNothingUnexpected() {
        int code = process.exitValue();
        if (code != 0 && code != ASSERTIONS_FAILED) {
            throw new SaleFailed("The load generator ended with code " + code + ". The end of " + log + ":\n" + end());
        }
        return code == 0;
    }

    private String end() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
