package io.flashsale.loadtest.chaos;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.loadtest.chaos.cell.Cell;
import io.flashsale.loadtest.chaos.cell.CellResult;
import io.flashsale.loadtest.chaos.cell.CellRun;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.guard.Guard;
import io.flashsale.loadtest.chaos.guard.GuardResult;
import io.flashsale.loadtest.chaos.guard.GuardRun;
import io.flashsale.loadtest.chaos.platform.Platform;
import io.flashsale.loadtest.page.Page;
import io.flashsale.loadtest.sale.SaleFailed;
import io.flashsale.middleware.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Breaks a platform of its own. Ends with 0 if everything held, or with every removed guard noticed; else with 1. */
public final class Chaos {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Places of a page. */
    private static final String CELLS = "chaos cells";

    private static final String GUARDS = "chaos guards";

    private Chaos() {}

    /** Takes {@code name=value} pairs; {@link Options} knows them. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        if ("list".equals(given.get("set"))) {
            list();
            return;
        }
        int exit = 1;
        try {
            exit = run(Options.of(given)) ? 0 : 1;
        } catch (LauncherProblem | StartFailure | SaleFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        System.exit(exit);
    }

    private static void list() {
        System.out.println("Cells (* in --quick):");
        for (Cell cell : Cells.full()) {
            System.out.printf("  %s %-32s %s%n", Cells.quick().contains(cell) ? "*" : " ", cell.name(), cell.moment());
        }
        System.out.println("Guards:");
        for (Guard guard : Guard.values()) {
            System.out.printf("    %-32s %s; noticed by %s%n", guard.label(), guard.promise(), guard.cell());
        }
    }

    private static boolean run(Options options) throws InterruptedException, IOException {
        fill(options.page(), options.without().isEmpty() ? CELLS : GUARDS, "");
        Folders folders = Folders.current().forChaos();
        Consumer<String> notices = System.out::println;
        try (Platform platform = Platform.start(folders, notices);
                CellRun cells = new CellRun(platform, Clock.systemUTC())) {
            return options.without().isEmpty()
                    ? breakParts(options, platform, cells)
                    : breakGuards(options, platform, cells);
        }
    }

    private static boolean breakParts(Options options, Platform platform, CellRun cells)
            throws InterruptedException, IOException {
        long begun = System.nanoTime();
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : options.cells()) {
            for (long seed : options.seeds()) {
                CellResult result = cells.run(cell, seed);
                results.add(result);
                System.out.println(Table.line(result));
                write(options.report(), JSON.writeValueAsString(results));
                write(options.table(), Table.ofCells(results, since(begun)));
                if (!result.passed()) {
                    System.out.println("  Kept: " + platform.keep(cell.name() + "-" + seed));
                    // What is wrong now would be found wrong after every cell that follows.
                    platform.startOver();
                }
            }
        }
        String table = Table.ofCells(results, since(begun));
        System.out.println("\n" + table);
        fill(options.page(), CELLS, table);
        return results.stream().allMatch(CellResult::passed);
    }

    private static boolean breakGuards(Options options, Platform platform, CellRun cells)
            throws InterruptedException, IOException {
        GuardRun run = new GuardRun(platform, cells);
        List<GuardResult> results = new ArrayList<>();
        for (Guard guard : options.without()) {
            for (long seed : options.seeds()) {
                System.out.println("Without " + guard.label() + ":");
                GuardResult result = run.without(guard, seed);
                results.add(result);
                System.out.println(Table.line(result.cell()));
                write(options.report(), JSON.writeValueAsString(results));
                write(options.table(), Table.ofGuards(results));
            }
        }
        String table = Table.ofGuards(results);
        System.out.println("\n" + table);
        fill(options.page(), GUARDS, table);
        return results.stream().allMatch(GuardResult::noticed);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static void fill(Optional<Path> page, String place, String text) throws IOException {
        if (page.isPresent()) {
            String filled = Page.filled(
                    Files.readString(page.get()), place, text.lines().toList());
            if (!text.isEmpty()) {
                Files.writeString(page.get(), filled);
            }
        }
    }

    private static void write(Optional<Path> file, String text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), text);
        }
    }
}
