package io.flashsale.launcher.command;

import io.flashsale.launcher.sale.LocalTarget;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.auditor.Auditor;
import io.flashsale.loadtest.auditor.StoreUnavailable;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flashsale audit} */
@Command(
        name = "audit",
        description = "Checks the invariants of the platform, each by queries against the real stores and the"
                + " provider's own books. Ends with 0 if all hold, 1 if one is broken.",
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {

    private static final Set<Component> READ =
            EnumSet.of(Component.MARIADB, Component.REDIS_STOCK, Component.REDIS_EDGE, Component.PROVIDER);

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Stack stack = Stack.current();
        Folders folders = stack.folders();
        Set<Component> missing = EnumSet.copyOf(READ);
        missing.removeAll(stack.alive());
        if (!missing.isEmpty()) {
            throw new LauncherProblem(missing.stream().map(Component::label).collect(Collectors.joining(", "))
                    + " not running: there is nothing to audit. Start the stack with: flashsale up");
        }
        try {
            AuditReport report =
                    new Auditor(Clock.systemUTC()).audit(LocalTarget.stores(folders, StackState.read(folders)));
            System.out.println(json ? report.json() : report.text());
            return report.holds() ? 0 : 1;
        } catch (StoreUnavailable e) {
            throw new LauncherProblem(String.valueOf(e.getMessage()));
        }
    }
}
