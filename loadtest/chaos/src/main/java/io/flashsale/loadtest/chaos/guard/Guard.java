package io.flashsale.loadtest.chaos.guard;

import io.flashsale.launcher.stack.Component;
import io.flashsale.loadtest.faults.FaultPlan;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Method;
import io.flashsale.loadtest.faults.FaultPlan.Rewrite;
import io.flashsale.loadtest.faults.FaultPlan.Truism;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A guard of a service, and what takes it away. Where one promise is kept by several guards, any of which is enough, all
 * of them go: a guard is gone when the promise can be broken.
 */
public enum Guard {
    LEDGER_CONDITION(
            "held + sold + n <= total, and the CHECK constraint behind it",
            "gate-promises-too-much",
            Component.INVENTORY,
            "sessionVariables=check_constraint_checks=OFF",
            sql("AND held + sold + ? <= total", "AND held + sold + ? <= total + 1000000")),
    GATE_STOCK(
            "the gate admits no more than is available",
            "no-fault",
            Component.INVENTORY,
            "",
            lua("elseif a.quantity > available then", "elseif false then"),
            lua(
                    "or available < 0 then\n  return { 'BROKEN', 'incomplete stock' }\nend",
                    "then\n  return { 'BROKEN', 'incomplete stock' }\nend")),
    BUYER_LIMIT(
            "the gate admits no more than the limit per buyer",
            "no-fault",
            Component.INVENTORY,
            "",
            lua("if units[a.buyer] + a.quantity > limit then", "if false then")),
    STORED_ANSWER(
            "the same buyer and key get the answer that was stored",
            "order-after-reserve",
            Component.INVENTORY,
            "",
            lua("if answer then", "if false then")),
    STORED_VERDICT(
            "a batch is decided once: its verdict is stored, and so is the answer to each of its attempts",
            "inventory-after-lua",
            Component.INVENTORY,
            "",
            lua(
                    "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end",
                    "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end\n"
                            + "stored = false"),
            lua("if answer then", "if false then")),
    TOKEN_ONCE(
            "a purchase token buys one answer",
            "one-token-many-keys",
            Component.INVENTORY,
            "",
            lua("elseif not outcome and a.nonce and used[a.nonce] then", "elseif false then")),
    SEAL(
            "a batch that was rolled back is never decided later",
            "order-held-after-half",
            Component.INVENTORY,
            "",
            lua(
                    "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end",
                    "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then stored = false end")),
    EPOCH(
            "a gate of another epoch admits nobody",
            "gate-stale",
            Component.INVENTORY,
            "",
            lua("if not stock[1] or stock[1] ~= epoch then", "if not stock[1] then")),
    PAID_STAYS_PAID(
            "the end of the time to pay closes unpaid orders only: in what is locked, in what is written, in the order itself",
            "messages-three-times",
            Component.ORDER,
            "",
            List.of(alwaysTrue("io.flashsale.order.domain.OrderStatus", "canBecome")),
            sql(
                    " AND status = 'PENDING_PAYMENT' AND expire_at <= UTC_TIMESTAMP(3)",
                    " AND expire_at <= UTC_TIMESTAMP(3)")),
    WALLET_BALANCE(
            "nobody spends what is not in the wallet: balance >= amount, and the CHECK constraint behind it",
            "one-wallet-two-orders",
            Component.PAYMENT,
            "sessionVariables=check_constraint_checks=OFF",
            sql(" AND balance >= ?", " AND balance >= ? - 1000000"));

    private final String promise;
    private final String cell;
    private final Component component;
    private final String databaseOption;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Truism> truisms;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Rewrite> rewrites;

    Guard(String promise, String cell, Component component, String databaseOption, Rewrite... rewrites) {
        this(promise, cell, component, databaseOption, List.of(), rewrites);
    }

    Guard(
            String promise,
            String cell,
            Component component,
            String databaseOption,
            List<Truism> truisms,
            Rewrite... rewrites) {
        this.promise = promise;
        this.cell = cell;
        this.component = component;
        this.databaseOption = databaseOption;
        this.truisms = truisms;
        this.rewrites = List.of(rewrites);
    }

    /** What nobody keeps any more without it. */
    public String promise() {
        return promise;
    }

    /** The cell that has to notice. */
    public String cell() {
        return cell;
    }

    /** The service it belongs to. */
    public Component component() {
        return component;
    }

    /** Added to the JDBC URL of the service; may be empty. */
    public String databaseOption() {
        return databaseOption;
    }

    /** What takes it away, written to {@code report} as it takes effect. */
    public FaultPlan plan(Path report) {
        return new FaultPlan(report, Optional.empty(), rewrites, truisms, Optional.empty());
    }

    /** Of how many parts its {@link #plan} consists. */
    int parts() {
        return rewrites.size() + truisms.size();
    }

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Truism alwaysTrue(String type, String method) {
        return new Truism(new Method(type, method));
    }

    private static Rewrite lua(String find, String put) {
        return new Rewrite(Language.LUA, find, put);
    }

    private static Rewrite sql(String find, String put) {
        return new Rewrite(Language.SQL, find, put);
    }
}
