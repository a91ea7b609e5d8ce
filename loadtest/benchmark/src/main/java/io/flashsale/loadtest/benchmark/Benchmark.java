package io.flashsale.loadtest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Entry point; {@code flashsale bench} starts it beside a running stack. Arguments are {@code name=value}: {@code name} is
 * the benchmark's, for the others see {@link Options}, {@link GatewayOptions} and {@link CheckoutOptions}. Ends with 0 when no invariant was broken,
 * whether or not the goals were met; else with 1.
 */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean sound =
                switch (given.getOrDefault("name", "admission")) {
                    case "gateway" -> gateway(given, out);
                    case "checkout" -> checkout(given, out);
                    default -> admission(given, out);
                };
        System.exit(sound ? 0 : 1);
    }

    private static boolean admission(Map<String, String> given, PrintStream out)
            throws InterruptedException, IOException {
        Options options = Options.of(given);
        Report report = new AdmissionBenchmark(
                        Surroundings.of(System.getenv()), options, line -> out.println("  " + line))
                .run();
        out.println();
        new ReportText(report).lines().forEach(out::println);
        write(options.report(), report.json(), out);
        out.println(
                report.everyInvariantHolds()
                        ? "✔ Every invariant holds."
                        : "✘ An invariant is broken; those measurements have no number.");
        return report.everyInvariantHolds();
    }

    private static boolean gateway(Map<String, String> given, PrintStream out)
            throws InterruptedException, IOException {
        GatewayOptions options = GatewayOptions.of(given);
        GatewayReport report =
                new GatewayBenchmark(Surroundings.of(System.getenv()), options, line -> out.println("  " + line)).run();
        out.println();
        report.lines().forEach(out::println);
        write(options.report(), report.json(), out);
        out.println(
                report.everyAnswerIsRight()
                        ? "✔ Every answer was of the kind that was wanted."
                        : "✘ Some answers were not of the kind that was wanted; those measurements have no number.");
        return report.everyAnswerIsRight();
    }

    private static boolean checkout(Map<String, String> given, PrintStream out)
            throws InterruptedException, IOException {
        CheckoutOptions options = CheckoutOptions.of(given);
        CheckoutReport report = new CheckoutBenchmark(
                        Surroundings.of(System.getenv()), options, line -> out.println("  " + line))
                .run();
        out.println();
        report.lines().forEach(out::println);
        write(options.report(), report.json(), out);
        out.println(
                report.everyInvariantHolds()
                        ? "✔ Every invariant holds."
                        : "✘ An invariant is broken; those measurements have no number.");
        return report.everyInvariantHolds();
    }

    private static void write(Optional<Path> file, String json, PrintStream out) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), json + "\n");
            out.println("Report: " + file.get());
        }
    }
}
