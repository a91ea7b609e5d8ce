package io.flashsale.loadtest.chaos.guard;

import io.flashsale.launcher.stack.Component;
import java.util.Locale;

/**
 * A guard of a service, and what takes it away. Where one promise is kept by several guards, any of which is enough, all
 * of them go: a guard is gone when the promise can be broken.
 */
public enum Guard {
    LEDGER_CONDITION(
            "held + sold + n <= total, and the CHECK constraint behind it",
            "gate-promises-too-much",
            Component.INVENTORY,
            Removal.nothing().checks().sql("AND held + sold + ? <= total", "AND held + sold + ? <= total + 1000000")),
    GATE_STOCK(
            "the gate admits no more than is available",
            "no-fault",
            Component.INVENTORY,
            Removal.nothing()
                    .lua("elseif a.quantity > available then", "elseif false then")
                    .lua(
                            "or available < 0 then\n  return { 'BROKEN', 'incomplete stock' }\nend",
                            "then\n  return { 'BROKEN', 'incomplete stock' }\nend")),
    BUYER_LIMIT(
            "the gate admits no more than the limit per buyer",
            "no-fault",
            Component.INVENTORY,
            Removal.nothing().lua("if units[a.buyer] + a.quantity > limit then", "if false then")),
    STORED_ANSWER(
            "the same buyer and key get the answer that was stored",
            "order-after-reserve",
            Component.INVENTORY,
            Removal.nothing().lua("if answer then", "if false then")),
    STORED_VERDICT(
            "a batch is decided once: its verdict is stored, and so is the answer to each of its attempts",
            "inventory-after-lua",
            Component.INVENTORY,
            Removal.nothing()
                    .lua(
                            "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end",
                            "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end\n"
                                    + "stored = false")
                    .lua("if answer then", "if false then")),
    TOKEN_ONCE(
            "a purchase token buys one answer",
            "one-token-many-keys",
            Component.INVENTORY,
            Removal.nothing().lua("elseif not outcome and a.nonce and used[a.nonce] then", "elseif false then")),
    SEAL(
            "a batch that was rolled back is never decided later",
            "order-held-after-half",
            Component.INVENTORY,
            Removal.nothing()
                    .lua(
                            "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then return { 'SEALED' } end",
                            "local stored = redis.call('HGET', KEYS[4], batch)\nif stored == 'SEALED' then stored = false end")),
    EPOCH(
            "a gate of another epoch admits nobody",
            "gate-stale",
            Component.INVENTORY,
            Removal.nothing().lua("if not stock[1] or stock[1] ~= epoch then", "if not stock[1] then")),
    PAID_STAYS_PAID(
            "the end of the time to pay closes unpaid orders only: in what is locked, in what is written, in the order itself",
            "messages-three-times",
            Component.ORDER,
            Removal.nothing()
                    .alwaysTrue("io.flashsale.order.domain.OrderStatus", "canBecome")
                    .sql(
                            " AND status = 'PENDING_PAYMENT' AND expire_at <= UTC_TIMESTAMP(3)",
                            " AND expire_at <= UTC_TIMESTAMP(3)")),
    WALLET_BALANCE(
            "nobody spends what is not in the wallet: balance >= amount, and the CHECK constraint behind it",
            "one-wallet-two-orders",
            Component.PAYMENT,
            Removal.nothing().checks().sql(" AND balance >= ?", " AND balance >= ? - 1000000")),
    FENCE(
            "a branch that was cancelled before its try is not tried any more",
            "payment-held-before-wallet-try",
            Component.PAYMENT,
            Removal.nothing().sql("insert into tcc_fence_log (", "replace into tcc_fence_log (")),
    NOTIFICATION_SIGNATURE(
            "only the provider's own notifications are listened to",
            "provider-forges-notifications",
            Component.PAYMENT,
            Removal.nothing().alwaysTrue("io.flashsale.payment.provider.alipay.Rsa2", "isProviders")),
    POINTS_ONCE(
            "an order earns once by each rule: what has earned is known, and the unique key of its entries is behind it",
            "order-points-granted",
            Component.REWARD,
            Removal.nothing()
                    .key("points_entry", "uq_points_once_per_order_and_rule")
                    .sql("SELECT order_id, buyer_id, amount,", "SELECT order_id, NULL AS buyer_id, amount,"));

    private final String promise;
    private final String cell;
    private final Component component;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and immutable lists of records
    private final Removal removal;

    Guard(String promise, String cell, Component component, Removal removal) {
        this.promise = promise;
        this.cell = cell;
        this.component = component;
        this.removal = removal;
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

    /** What takes it away. */
    public Removal removal() {
        return removal;
    }

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
