package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.admission.AdmissionBenchmark;
import io.flashsale.loadtest.benchmark.admission.Choice;
import io.flashsale.loadtest.benchmark.checkout.CheckoutBenchmark;
import io.flashsale.loadtest.benchmark.gateway.GatewayBenchmark;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.report.Publication;
import io.flashsale.loadtest.benchmark.scale.ScaleBenchmark;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Entry point; {@code flashsale bench} starts it beside a running stack. Arguments are {@code name=value}: {@code name} is
 * the benchmark's, for the others see {@link Options}, {@link Choice} and {@link Publication}. Ends with 0 when the outcome is sound, whether
 * or not the goals were met; else with 1.
 */
public final class Benchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration WARM_UP_OF_SCALE = Duration.ofSeconds(30);
    private static final Duration WARM_UP_OF_ADMISSION = Duration.ofSeconds(90);

    private Benchmark() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String name = given.getOrDefault("name", "admission");
        Publication publication = Publication.of(given);
        publication.requirePlaceFor(name);
        Outcome outcome = run(name, given, line -> out.println("  " + line));
        publication.tell(name, outcome, out);
        System.exit(outcome.isSound() ? 0 : 1);
    }

    private static Outcome run(String name, Map<String, String> given, Consumer<String> progress)
            throws InterruptedException {
        Surroundings surroundings = Surroundings.of(System.getenv());
        Choice choice = Choice.of(given);
        return switch (name) {
            case "admission" ->
                new AdmissionBenchmark(surroundings, Options.of(given, WARM_UP_OF_ADMISSION), choice, progress).run();
            case "gateway" -> new GatewayBenchmark(surroundings, Options.of(given, WARM_UP), progress).run();
            case "checkout" -> new CheckoutBenchmark(surroundings, Options.of(given, WARM_UP), progress).run();
            case "scale" -> new ScaleBenchmark(surroundings, Options.of(given, WARM_UP_OF_SCALE), progress).run();
            default -> throw new IllegalArgumentException("There is no benchmark named " + name);
        };
    }
}
