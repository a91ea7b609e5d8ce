package io.flashsale.launcher.command;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.StackReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code flashsale status} */
@Command(
        name = "status",
        description = "Shows every component with its state, memory, address and log. Ends with 0 if all are ready,"
                + " else with 1.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        StackReport report = StackReport.of(Folders.current());
        report.lines().forEach(System.out::println);
        return report.isAllReady() ? 0 : 1;
    }
}
