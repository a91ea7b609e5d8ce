package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.stack.BenchmarkStack;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.launcher.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale bench} */
@Command(
        name = "bench",
        description = "Measures a whole platform with empty stores of its own, which is started for this and gone"
                + " afterwards. Ends with 0 if every invariant held, also when goals are missed.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    /** The benchmarks there are. */
    enum Name {
        ADMISSION(BenchmarkStack.Beside.BASELINES),
        GATEWAY(BenchmarkStack.Beside.BARE_SERVERS),
        CHECKOUT(BenchmarkStack.Beside.NOTHING);

        private final BenchmarkStack.Beside beside;

        Name(BenchmarkStack.Beside beside) {
            this.beside = beside;
        }
    }

    @Parameters(paramLabel = "NAME", description = "Which benchmark: ${COMPLETION-CANDIDATES}.")
    private Name name = Name.ADMISSION;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often every arm is measured. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Length of one measurement; over HTTP there are two, of capacity and of latency. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed brings the same order of the arms. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--arms",
            paramLabel = "ARM[,ARM...]",
            description = "Of admission, only these: L0, L0_ALWAYS, L1, L2, L3, B1, B2, B3.")
    private @Nullable String arms;

    @Option(
            names = "--flood",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description =
                    "How long the gateway's memory is watched under a flood from 100,000 identities, such as 90s or"
                            + " 10m. Default: ${DEFAULT-VALUE}.")
    private String flood = "20s";

    @Option(names = "--report", paramLabel = "FILE", description = "Write every measurement as JSON, too.")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1 || seconds < 1) {
            throw new LauncherProblem("--rounds and --seconds must be at least 1.");
        }
        long floodSeconds = floodSeconds();
        Stack usual = Stack.current();
        if (!usual.alive().isEmpty()) {
            throw new LauncherProblem("The stack is running and would be measured, too. Stop it with: flashsale down");
        }
        Build build = new Build(usual.folders(), System.out::println);
        build.refresh(EnumSet.allOf(Component.class));
        build.refreshBenchmark();
        BenchmarkStack stack = new BenchmarkStack(usual.folders(), name.beside, System.out::println);
        try {
            stack.up();
            return run(stack, floodSeconds);
        } finally {
            stack.stop();
        }
    }

    private long floodSeconds() {
        try {
            Duration duration = Duration.parse("PT" + flood.toUpperCase(Locale.ROOT));
            if (duration.toSeconds() >= 1) {
                return duration.toSeconds();
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw new LauncherProblem("--flood is a duration of at least a second, such as 90s or 10m.");
    }

    private int run(BenchmarkStack stack, long floodSeconds) throws InterruptedException {
        List<String> command = new ArrayList<>(stack.command());
        command.addAll(List.of(
                "name=" + name.name().toLowerCase(Locale.ROOT),
                "flood-seconds=" + floodSeconds,
                "rounds=" + rounds,
                "seconds=" + seconds,
                "seed=" + seed));
        if (arms != null) {
            command.add("arms=" + arms);
        }
        if (report != null) {
            command.add("report=" + report.toAbsolutePath());
        }
        System.out.println("Measuring "
                + switch (name) {
                    case ADMISSION -> "admission";
                    case GATEWAY -> "the gateway";
                    case CHECKOUT -> "the checkout";
                }
                + ", arms interleaved; seed " + seed);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(stack.environment());
        Process benchmark = null;
        try {
            benchmark = builder.start();
            return benchmark.waitFor();
        } catch (IOException e) {
            throw new LauncherProblem("The benchmark cannot be started: " + e.getMessage());
        } finally {
            if (benchmark != null) {
                benchmark.destroy();
            }
        }
    }
}
