package io.flashsale.loadtest.chaos.guard;

import io.flashsale.loadtest.faults.FaultPlan;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Method;
import io.flashsale.loadtest.faults.FaultPlan.Rewrite;
import io.flashsale.loadtest.faults.FaultPlan.Truism;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What takes a guard away.
 *
 * @param databaseOption added to the JDBC URL of the service; may be empty
 * @param statements changed in the database of the service before it starts without the guard
 * @param truisms methods that say yes, whatever they find
 * @param rewrites text that the service hands to its stores, worded otherwise
 */
public record Removal(String databaseOption, List<String> statements, List<Truism> truisms, List<Rewrite> rewrites) {

    private static final String NO_CHECKS = "sessionVariables=check_constraint_checks=OFF";

    public Removal {
        statements = List.copyOf(statements);
        truisms = List.copyOf(truisms);
        rewrites = List.copyOf(rewrites);
    }

    static Removal nothing() {
        return new Removal("", List.of(), List.of(), List.of());
    }

    /** And the CHECK constraints of the database with it. */
    Removal checks() {
        return new Removal(NO_CHECKS, statements, truisms, rewrites);
    }

    /** And a unique key with it. */
    Removal key(String table, String key) {
        return new Removal(
                databaseOption, with(statements, "ALTER TABLE " + table + " DROP KEY " + key), truisms, rewrites);
    }

    Removal alwaysTrue(String type, String method) {
        return new Removal(databaseOption, statements, with(truisms, new Truism(new Method(type, method))), rewrites);
    }

    Removal lua(String find, String put) {
        return rewrite(new Rewrite(Language.LUA, find, put));
    }

    Removal sql(String find, String put) {
        return rewrite(new Rewrite(Language.SQL, find, put));
    }

    private Removal rewrite(Rewrite rewrite) {
        return new Removal(databaseOption, statements, truisms, with(rewrites, rewrite));
    }

    private static <T> List<T> with(List<T> some, T another) {
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return all;
    }

    /** What the agent does of it, written to {@code report} as it takes effect. */
    public FaultPlan plan(Path report) {
        return new FaultPlan(report, Optional.empty(), rewrites, truisms, Optional.empty());
    }

    /** Of how many parts its {@link #plan} consists. */
    int parts() {
        return rewrites.size() + truisms.size();
    }
}
