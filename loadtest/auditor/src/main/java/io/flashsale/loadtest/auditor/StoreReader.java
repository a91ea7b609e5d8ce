package io.flashsale.loadtest.auditor;

import io.flashsale.loadtest.auditor.Stores.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads everything the invariants speak of. */
final class StoreReader {

    /**
     * Global transactions that still have something to do. The coordinator keeps committed (9), rolled back (11, 13) and
     * finished (15) ones for a while and deletes them in the background.
     */
    static final String UNDECIDED = "status NOT IN (9, 11, 13, 15)";

    private final Stores stores;
    private final Clock clock;

    StoreReader(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    Facts read(Optional<List<HistoryEntry>> history) {
        Instant at = clock.instant();
        Facts.Inventory inventory = inventory();
        return new Facts(at, inventory, gates(inventory), sales(), money(), points(), machinery(), history);
    }

    /** The rows of a table, and those that were put away because they were old. */
    static String withArchive(String table) {
        return withArchive(table, table);
    }

    private static String withArchive(String table, String alias) {
        return "(SELECT * FROM " + table + " UNION ALL SELECT * FROM " + table + "_archive) " + alias;
    }

    private Facts.Inventory inventory() {
        try (Jdbc jdbc = Jdbc.open(stores.inventory())) {
            return new Facts.Inventory(
                    jdbc.list(
                            "SELECT id, status, starts_at, ends_at FROM campaign ORDER BY id",
                            row -> new Facts.Campaign(row.number(1), row.text(2), row.time(3), row.time(4))),
                    items(jdbc),
                    jdbc.list(
                            "SELECT order_id, campaign_id, item_id, buyer_id, idempotency_key, quantity, status,"
                                    + " admitted_at, returned FROM " + withArchive("reservation"),
                            row -> new Facts.Reservation(
                                    row.text(1),
                                    row.number(2),
                                    row.number(3),
                                    row.text(4),
                                    row.text(5),
                                    row.number(6),
                                    row.text(7),
                                    row.time(8),
                                    row.number(9))),
                    jdbc.list(
                            "SELECT order_id, item_id, kind, quantity, state, created_at FROM "
                                    + withArchive("ledger_entry"),
                            row -> new Facts.LedgerLine(
                                    row.text(1), row.number(2), row.text(3), row.number(4), row.text(5), row.time(6))));
        }
    }

    static List<Facts.Item> items(Jdbc jdbc) {
        return jdbc.list(
                "SELECT id, campaign_id, sku, total, held, sold, per_buyer_limit, epoch FROM campaign_item ORDER BY id",
                row -> new Facts.Item(
                        row.number(1),
                        row.number(2),
                        row.text(3),
                        row.number(4),
                        row.number(5),
                        row.number(6),
                        row.number(7),
                        row.number(8)));
    }

    private Map<Long, Facts.Gate> gates(Facts.Inventory inventory) {
        Map<Long, Facts.Gate> gates = new HashMap<>();
        try (GateKeyspace redis = GateKeyspace.open(stores.stock())) {
            for (Facts.Item item : inventory.items()) {
                redis.gate(item).ifPresent(gate -> gates.put(item.id(), gate));
            }
        }
        return gates;
    }

    private Facts.Sales sales() {
        try (Jdbc jdbc = Jdbc.open(stores.orders())) {
            return new Facts.Sales(
                    jdbc.list(
                            "SELECT o.id, buyer_id, campaign_id, sku, quantity, amount, status, idempotency_key,"
                                    + " admitted_at, expire_at, updated_at, token_nonce, token_valid_until,"
                                    + " COALESCE(reservation_id, o.id),"
                                    + " COALESCE(left_.paid, amount), COALESCE(left_.units, quantity) FROM "
                                    + withArchive("orders", "o")
                                    + " LEFT JOIN (SELECT u.order_id, SUM(IF(r.status = 'REFUNDED', 0, u.paid)) AS paid,"
                                    + "   SUM(IF(r.status = 'REFUNDED', 0, 1)) AS units FROM "
                                    + withArchive("order_unit", "u") + " LEFT JOIN "
                                    + withArchive("order_refund", "r")
                                    + " ON r.refund_id = u.refund_id GROUP BY u.order_id) left_"
                                    + " ON left_.order_id = o.id",
                            row -> new Facts.Order(
                                    row.text(1),
                                    row.text(2),
                                    row.text(3),
                                    row.text(4),
                                    row.number(5),
                                    row.number(6),
                                    row.text(7),
                                    row.text(8),
                                    row.time(9),
                                    row.time(10),
                                    row.time(11),
                                    row.textOrNull(12),
                                    row.timeOrNull(13),
                                    row.text(14),
                                    row.number(15),
                                    row.number(16))),
                    jdbc.list(
                            "SELECT order_id, seq, from_status, to_status FROM " + withArchive("order_event"),
                            row -> new Facts.Step(row.text(1), row.number(2), row.textOrNull(3), row.text(4))),
                    jdbc.count("SELECT COUNT(*) FROM owed_refund WHERE refunded_at IS NULL"));
        }
    }

    private Facts.Money money() {
        try (Jdbc jdbc = Jdbc.open(stores.payment())) {
            return new Facts.Money(
                    jdbc.list(
                            "SELECT id, order_id, method, captured_amount, refunded_amount FROM payment",
                            row -> new Facts.Payment(
                                    row.text(1), row.text(2), row.text(3), row.number(4), row.number(5))),
                    jdbc.list(
                            "SELECT payment_id, order_id, amount, status FROM refund",
                            row -> new Facts.Refund(row.text(1), row.text(2), row.number(3), row.text(4))),
                    jdbc.list(
                            "SELECT buyer_id, balance, held FROM wallet",
                            row -> new Facts.Wallet(row.text(1), row.number(2), row.number(3))),
                    jdbc.list(
                            "SELECT buyer_id, balance_change, held_change FROM " + withArchive("wallet_entry"),
                            row -> new Facts.WalletLine(row.text(1), row.number(2), row.number(3))),
                    new ProviderBooks(stores.provider()).trades());
        }
    }

    private Facts.Points points() {
        try (Jdbc jdbc = Jdbc.open(stores.reward())) {
            return new Facts.Points(
                    jdbc.list(
                            "SELECT buyer_id, balance, frozen, debt FROM points_account",
                            row -> new Facts.Points.Account(row.text(1), row.number(2), row.number(3), row.number(4))),
                    jdbc.list(
                            "SELECT order_id, kind, reference, account, buyer_id, points FROM "
                                    + withArchive("points_entry"),
                            row -> new Facts.Points.Entry(
                                    row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.number(6))));
        }
    }

    private Facts.Machinery machinery() {
        List<Facts.Parked> parked = new ArrayList<>();
        Map<String, Long> outbox = new LinkedHashMap<>();
        List<Facts.Fence> fences = new ArrayList<>();
        List<Facts.Saga> sagas = new ArrayList<>();
        services().forEach((service, database) -> {
            try (Jdbc jdbc = Jdbc.open(database)) {
                parked.addAll(jdbc.listIfTable(
                        "parked_message",
                        "SELECT consumer_group, event_id, status, reason, error_class FROM parked_message",
                        row -> new Facts.Parked(
                                service, row.text(1), row.text(2), row.text(3), row.textOrNull(4), row.text(5))));
                jdbc.listIfTable("outbox_message", "SELECT COUNT(*) FROM outbox_message", row -> row.number(1))
                        .forEach(count -> outbox.put(service, count));
                fences.addAll(jdbc.listIfTable(
                        "tcc_fence_log",
                        "SELECT xid, action_name, gmt_create FROM tcc_fence_log WHERE status = 1",
                        row -> new Facts.Fence(service, row.text(1), row.text(2), row.time(3))));
                sagas.addAll(jdbc.listIfTable(
                        "seata_state_machine_inst",
                        "SELECT id, business_key, status, is_running, gmt_updated FROM seata_state_machine_inst"
                                + " WHERE is_running = 1 OR status IS NULL OR status <> 'SU'",
                        row -> new Facts.Saga(
                                row.text(1), row.textOrNull(2), row.textOrNull(3), row.flag(4), row.time(5))));
            }
        });
        try (Jdbc jdbc = Jdbc.open(stores.seata())) {
            return new Facts.Machinery(parked, outbox, sessions(jdbc), fences, sagas);
        }
    }

    private static List<Facts.Session> sessions(Jdbc jdbc) {
        return jdbc.listIfTable(
                "global_table",
                "SELECT xid, status, begin_time FROM global_table WHERE " + UNDECIDED,
                row -> new Facts.Session(row.text(1), row.number(2), Instant.ofEpochMilli(row.number(3))));
    }

    private Map<String, Database> services() {
        Map<String, Database> services = new LinkedHashMap<>();
        services.put("inventory-service", stores.inventory());
        services.put("order-service", stores.orders());
        services.put("payment-service", stores.payment());
        services.put("reward-service", stores.reward());
        return services;
    }
}
