package io.flashsale.launcher.command;

import io.flashsale.audit.AuditChain;
import io.flashsale.launcher.sale.LocalTarget;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.auditor.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code flashsale audit-log} */
@Command(
        name = "audit-log",
        description = "The operators' audit logs: who did what, when, from where.",
        mixinStandardHelpOptions = true)
public final class AuditLogCommand {

    /** {@code flashsale audit-log verify} */
    @Command(
            name = "verify",
            description = "Recomputes the chain of hashes of every service's log from its database. Ends with 0 if no"
                    + " entry was changed, taken out or put in, 1 if one was.",
            mixinStandardHelpOptions = true)
    int verify() {
        Stack stack = Stack.current();
        if (!stack.alive().contains(Component.MARIADB)) {
            throw new LauncherProblem("mariadb is not running: start the stack with: flashsale up");
        }
        Folders folders = stack.folders();
        Stores stores = LocalTarget.stores(folders, StackState.read(folders));
        Map<String, Stores.Database> logs = new LinkedHashMap<>();
        logs.put("inventory-service", stores.inventory());
        logs.put("order-service", stores.orders());
        logs.put("payment-service", stores.payment());
        logs.put("reward-service", stores.reward());
        boolean allRight = true;
        for (Map.Entry<String, Stores.Database> log : logs.entrySet()) {
            AuditChain.Finding finding = verify(log.getKey(), log.getValue());
            String fault = finding.fault();
            allRight &= fault == null;
            System.out.printf(
                    "  %-20s %6d entries  %s%n", log.getKey(), finding.entries(), fault == null ? "unbroken" : fault);
        }
        return allRight ? 0 : 1;
    }

    private static AuditChain.Finding verify(String service, Stores.Database database) {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            return AuditChain.verify(connection);
        } catch (SQLException e) {
            throw new LauncherProblem("The audit log of " + service + " cannot be read: " + e.getMessage());
        }
    }
}
