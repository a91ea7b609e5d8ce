package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.stack.BenchmarkStack;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.launcher.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale bench} */
@Command(
        name = "bench",
        description = "Measures a whole platform with empty stores of its own, which is started for this and gone"
                + " afterwards. Ends with 0 if every invariant held, also when goals are missed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Benchmarks:",
            "  admission  every layer of buying, against the usual ways to sell",
            "  gateway    what the gateway answers by itself; its memory under a flood",
            "  checkout   paying, until the order is fulfilled; the share of Seata",
            "  scale      buying with more order-services, items and buyers",
            "  all        these four, one after the other"
        })
public final class BenchCommand implements Callable<Integer> {

    /** The benchmarks there are. */
    enum Name {
        ADMISSION(BenchmarkStack.Beside.BASELINES),
        GATEWAY(BenchmarkStack.Beside.BARE_SERVERS),
        CHECKOUT(BenchmarkStack.Beside.NOTHING),
        SCALE(BenchmarkStack.Beside.SECOND_ORDER_SERVICE),
        ALL(BenchmarkStack.Beside.NOTHING);

        private final BenchmarkStack.Beside beside;

        Name(BenchmarkStack.Beside beside) {
            this.beside = beside;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Those that are run, one after the other. */
        List<Name> each() {
            return this == ALL ? List.of(ADMISSION, GATEWAY, CHECKOUT, SCALE) : List.of(this);
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
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Before the first round every arm is loaded until it gets no faster, but no longer than this."
                    + " Default: 90 for admission, 30 for scale, else 60.")
    private @Nullable Integer warmUp;

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
            names = "--curve",
            description = "Of admission, measure latency through the gateway at 20 to 100 %% of the capacity, too, in"
                    + " every round, for at most 5 s each.")
    private boolean curve;

    @Option(
            names = "--profile",
            paramLabel = "FOLDER",
            description =
                    "Of admission, record afterwards what gateway, order- and inventory-service are busy with under"
                            + " full load (JDK Flight Recorder), and name the dearest.")
    private @Nullable Path profile;

    @Option(
            names = "--flood",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description =
                    "How long the gateway's memory is watched under a flood from 100,000 identities, such as 90s or"
                            + " 10m. Default: ${DEFAULT-VALUE}.")
    private String flood = "20s";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write every measurement as JSON, too: an object with an entry per benchmark.")
    private @Nullable Path report;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write the tables as Markdown, too: a section per benchmark.")
    private @Nullable Path table;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Put the tables into a Markdown page, between its lines <!-- bench NAME --> and"
                    + " <!-- /bench NAME -->, such as infra/docs/performance.md.")
    private @Nullable Path page;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Draw admission as SVG: latency against offered load, and throughput against the baselines."
                    + " Implies --curve.")
    private @Nullable Path chart;

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1 || seconds < 1) {
            throw new LauncherProblem("--rounds and --seconds must be at least 1.");
        }
        if (warmUp != null && warmUp < 1) {
            throw new LauncherProblem("--warm-up must be at least 1.");
        }
        boolean ofTheGateway = curve || chart != null || profile != null;
        if (ofTheGateway && !name.each().contains(Name.ADMISSION)) {
            throw new LauncherProblem("--curve, --chart and --profile are of admission.");
        }
        if (ofTheGateway && arms != null && !arms.toUpperCase(Locale.ROOT).contains("L3")) {
            throw new LauncherProblem("--curve, --chart and --profile need L3 among the --arms.");
        }
        if (page != null && !Files.isRegularFile(page)) {
            throw new LauncherProblem("--page is a page that is there already: " + page);
        }
        long floodSeconds = floodSeconds();
        Stack usual = Stack.current();
        if (!usual.alive().isEmpty()) {
            throw new LauncherProblem("The stack is running and would be measured, too. Stop it with: flashsale down");
        }
        Build build = new Build(usual.folders(), System.out::println);
        build.refresh(EnumSet.allOf(Component.class));
        build.refreshBenchmark();
        deleteEarlierFiles();
        int exit = 0;
        for (Name each : name.each()) {
            exit = Math.max(exit, measure(usual.folders(), each, floodSeconds));
        }
        return exit;
    }

    /** Benchmarks add to them. */
    private void deleteEarlierFiles() {
        Stream.of(report, table, chart).forEach(file -> {
            try {
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new LauncherProblem("This file cannot be written: " + file);
            }
        });
    }

    private int measure(Folders folders, Name benchmark, long floodSeconds) throws InterruptedException {
        BenchmarkStack stack = new BenchmarkStack(folders, benchmark.beside, System.out::println);
        try {
            stack.up();
            return run(stack, benchmark, floodSeconds);
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

    private int run(BenchmarkStack stack, Name benchmark, long floodSeconds) throws InterruptedException {
        List<String> command = new ArrayList<>(stack.command());
        command.addAll(List.of(
                "name=" + benchmark,
                "flood-seconds=" + floodSeconds,
                "rounds=" + rounds,
                "seconds=" + seconds,
                "seed=" + seed));
        if (warmUp != null) {
            command.add("warm-up=" + warmUp);
        }
        if (arms != null) {
            command.add("arms=" + arms);
        }
        if (benchmark == Name.ADMISSION && (curve || chart != null)) {
            command.add("curve");
        }
        if (benchmark == Name.ADMISSION) {
            addFile(command, "profile", profile);
        }
        addFile(command, "report", report);
        addFile(command, "table", table);
        addFile(command, "page", page);
        addFile(command, "chart", chart);
        System.out.println("Measuring "
                + switch (benchmark) {
                    case ADMISSION, ALL -> "admission";
                    case GATEWAY -> "the gateway";
                    case CHECKOUT -> "the checkout";
                    case SCALE -> "the scale curves";
                }
                + ", arms interleaved; seed " + seed);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(stack.environment());
        Process process = null;
        try {
            process = builder.start();
            return process.waitFor();
        } catch (IOException e) {
            throw new LauncherProblem("The benchmark cannot be started: " + e.getMessage());
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    private static void addFile(List<String> command, String argument, @Nullable Path file) {
        if (file != null) {
            command.add(argument + "=" + file.toAbsolutePath());
        }
    }
}
