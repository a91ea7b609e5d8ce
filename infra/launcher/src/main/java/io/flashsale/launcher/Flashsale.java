package io.flashsale.launcher;

import io.flashsale.launcher.command.AuditCommand;
import io.flashsale.launcher.command.AuditLogCommand;
import io.flashsale.launcher.command.BenchCommand;
import io.flashsale.launcher.command.ChaosCommand;
import io.flashsale.launcher.command.DemoCommand;
import io.flashsale.launcher.command.DownCommand;
import io.flashsale.launcher.command.LoadtestCommand;
import io.flashsale.launcher.command.LogsCommand;
import io.flashsale.launcher.command.ResetCommand;
import io.flashsale.launcher.command.RestartCommand;
import io.flashsale.launcher.command.StatusCommand;
import io.flashsale.launcher.command.TrainCommand;
import io.flashsale.launcher.command.UpCommand;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.middleware.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. Ends with 0 when it did what was asked, 1 when it could not, 2 when it did not understand. */
@Command(
        name = "flashsale",
        description = "Runs the flash-sale platform on this machine: MariaDB, Redis, RocketMQ, Seata and the services,"
                + " all of them on 127.0.0.1.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "flashsale 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            ResetCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            AuditLogCommand.class,
            LoadtestCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "Everything it writes is in .flashsale below the source tree: programs, data, logs, secrets.",
            "Try: flashsale demo, flashsale up, flashsale status, flashsale logs -f order, flashsale down"
        })
public final class Flashsale implements Runnable {

    private Flashsale() {}

    public static void main(String[] arguments) {
        int exit = commandLine().execute(arguments);
        System.exit(exit);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Flashsale())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    explain(problem, line.getErr());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static void explain(Throwable problem, PrintWriter out) {
        if (problem instanceof LauncherProblem || problem instanceof StartFailure) {
            out.println(problem.getMessage());
            for (Throwable further : problem.getSuppressed()) {
                explain(further, out);
            }
        } else {
            out.println("Something went wrong that should not have: " + problem);
            out.println("Details: " + keep(problem));
        }
    }

    private static Path keep(Throwable problem) {
        Path file = Folders.current().logs().resolve("flashsale.log");
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Instant.now() + " " + trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
