package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.middleware.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flashsale chaos} */
@Command(
        name = "chaos",
        description = "Breaks a platform of its own under load, one fault after the other, and audits it after each."
                + " Ends with 0 if every fault fired and every invariant held, 1 if not.",
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

    private static final String RUNNER = "io.flashsale.loadtest.chaos.Chaos";

    @Option(names = "--cells", paramLabel = "CELL[,CELL...]", description = "Only these. --list names them.")
    private @Nullable String cells;

    @Option(names = "--quick", description = "The quick dozen; default if no cells are named.")
    private boolean quick;

    @Option(names = "--all", description = "Every cell.")
    private boolean all;

    @Option(names = "--list", description = "Name the cells and the guards, and end.")
    private boolean list;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            description = "Run every cell with this many seeds. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The first seed; the same seed brings the same buyers and the same moments. Default:"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--without",
            paramLabel = "GUARD[,GUARD...]",
            description = "Take these guards of the services away, one after the other (all: each of them), and run the"
                    + " cells that have to notice. Ends with 0 if every removed guard was noticed.")
    private @Nullable String without;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the results as JSON, too.")
    private @Nullable Path report;

    @Option(names = "--table", paramLabel = "FILE", description = "Write the table as Markdown, too.")
    private @Nullable Path table;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Put the table into a Markdown page, between its lines <!-- chaos cells --> and"
                    + " <!-- /chaos cells -->, or, with --without, the same of chaos guards, such as"
                    + " infra/docs/faults.md.")
    private @Nullable Path page;

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) {
            throw new LauncherProblem("--seeds must be at least 1.");
        }
        if (page != null && !Files.isRegularFile(page)) {
            throw new LauncherProblem("--page is a page that is there already: " + page);
        }
        Folders folders = Folders.current();
        // The fault runner is built with the launcher in it: from then on this process loads nothing more of its own.
        List<String> command = command(folders);
        Build build = new Build(folders, System.out::println);
        if (!list) {
            build.refresh(EnumSet.allOf(Component.class));
        }
        build.refreshChaos();
        return run(command);
    }

    private List<String> command(Folders folders) {
        Path target = folders.root().resolve("loadtest/chaos/target");
        List<String> command = new ArrayList<>();
        command.add(Java.executable().toString());
        command.addAll(Java.options(64, 768));
        command.addAll(List.of(
                "-Dflashsale.root=" + folders.root(),
                "-Drocketmq.client.logRoot=" + folders.forChaos().logs().resolve("rocketmq-client"),
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                RUNNER,
                "seeds=" + seeds,
                "seed=" + seed));
        option(command, "cells", cells);
        option(command, "without", without);
        option(command, "report", report == null ? null : report.toAbsolutePath());
        option(command, "table", table == null ? null : table.toAbsolutePath());
        option(command, "page", page == null ? null : page.toAbsolutePath());
        option(command, "set", list ? "list" : all ? "all" : quick ? "quick" : null);
        return command;
    }

    private static int run(List<String> command) throws InterruptedException {
        Process runner = null;
        try {
            runner = new ProcessBuilder(command).inheritIO().start();
            return runner.waitFor();
        } catch (IOException e) {
            throw new LauncherProblem("The fault runner cannot be started: " + e.getMessage());
        } finally {
            if (runner != null) {
                runner.destroy();
            }
        }
    }

    private static void option(List<String> command, String name, @Nullable Object value) {
        if (value != null) {
            command.add(name + "=" + value);
        }
    }
}
