package io.flashsale.loadtest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * Entry point; {@code flashsale bench admission} starts it beside a running stack. Arguments are {@code name=value}, see
 * {@link Options}. Ends with 0 when no invariant was broken, whether or not the goals were met; else with 1.
 */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        Options options = Options.of(given);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report = new AdmissionBenchmark(
                        Surroundings.of(System.getenv()), options, line -> out.println("  " + line))
                .run();
        out.println();
        new ReportText(report).lines().forEach(out::println);
        if (options.report().isPresent()) {
            Files.writeString(options.report().get(), report.json() + "\n");
            out.println("Report: " + options.report().get());
        }
        out.println(
                report.everyInvariantHolds()
                        ? "✔ Every invariant holds."
                        : "✘ An invariant is broken; those measurements have no number.");
        System.exit(report.everyInvariantHolds() ? 0 : 1);
    }
}
