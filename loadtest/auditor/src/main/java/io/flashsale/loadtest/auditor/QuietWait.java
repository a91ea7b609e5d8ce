package io.flashsale.loadtest.auditor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Waits until nothing is under way in any store: the moment from which an audit may be strict. Messages inside the
 * broker cannot be seen; they show as a difference between two stores, and rest must last for several looks.
 */
public final class QuietWait {

    private static final String LONGEST_RETRY = "INTERVAL 10 MINUTE";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int QUIET_LOOKS = 3;

    private final Stores stores;
    private final Optional<String> campaign;
    private final Clock clock;

    /**
     * @param campaign wait for this one only: its unpaid orders, too, until they ran out of time. Empty: all campaigns,
     *                 where orders that may still be paid do not count as under way
     */
    public QuietWait(Stores stores, Optional<String> campaign, Clock clock) {
        this.stores = stores;
        this.campaign = campaign;
        this.clock = clock;
        campaign.ifPresent(Long::parseLong);
    }

    /**
     * Waits until everything rests, at most as long as {@code bound}.
     *
     * @param progress is told after every look what is still pending
     */
    public Rest await(Duration bound, Consumer<List<String>> progress) {
        Instant begun = clock.instant();
        int quiet = 0;
        Duration firstQuiet = Duration.ZERO;
        while (true) {
            List<String> pending = pending();
            Duration passed = Duration.between(begun, clock.instant());
            progress.accept(pending);
            if (pending.isEmpty()) {
                firstQuiet = quiet == 0 ? passed : firstQuiet;
                quiet++;
                if (quiet == QUIET_LOOKS) {
                    return new Rest(firstQuiet, bound, List.of());
                }
            } else {
                quiet = 0;
                if (passed.compareTo(bound) >= 0 || Thread.currentThread().isInterrupted()) {
                    return new Rest(passed, bound, pending);
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** What is under way right now, in words with numbers; empty: everything rests. */
    public List<String> pending() {
        List<String> pending = new ArrayList<>();
        long reservations;
        long heldReservations;
        Set<String> paymentsHeardOf = new HashSet<>();
        try (Jdbc jdbc = Jdbc.open(stores.inventory())) {
            journals(jdbc, pending);
            some(
                    pending,
                    jdbc.count("SELECT COUNT(*) FROM ledger_entry WHERE state <> 'DONE'" + inCampaign()),
                    "ledger entries the gate does not know");
            machinery(jdbc, "inventory-service", pending);
            reservations = jdbc.count(
                    "SELECT COUNT(*) FROM " + StoreReader.withArchive("reservation") + " WHERE 1 = 1" + inCampaign());
            heldReservations = jdbc.count("SELECT COUNT(*) FROM reservation WHERE status = 'HELD'" + inCampaign());
        }
        try (Jdbc jdbc = Jdbc.open(stores.orders())) {
            orders(jdbc, pending, reservations, heldReservations);
            paymentsHeardOf.addAll(jdbc.list(
                    "SELECT payment_id FROM orders WHERE payment_id IS NOT NULL UNION SELECT payment_id FROM owed_refund",
                    row -> row.text(1)));
            machinery(jdbc, "order-service", pending);
        }
        try (Jdbc jdbc = Jdbc.open(stores.payment())) {
            some(pending, jdbc.count("SELECT COUNT(*) FROM payment WHERE status = 'AUTHORISED'"), "wallet checkouts");
            some(pending, jdbc.count("SELECT COUNT(*) FROM refund WHERE status = 'REQUESTED'"), "refunds");
            // An event that waits to be tried again is in no table. Of surplus money, which goes back, there is none.
            some(
                    pending,
                    jdbc
                            .list(
                                    "SELECT id FROM payment WHERE status = 'CAPTURED' AND pays_order_id IS NOT NULL"
                                            + " AND captured_at > UTC_TIMESTAMP(3) - " + LONGEST_RETRY,
                                    row -> row.text(1))
                            .stream()
                            .filter(payment -> !paymentsHeardOf.contains(payment))
                            .count(),
                    "captured payments their order has not heard of");
            machinery(jdbc, "payment-service", pending);
        }
        try (Jdbc jdbc = Jdbc.open(stores.reward())) {
            machinery(jdbc, "reward-service", pending);
        }
        try (Jdbc jdbc = Jdbc.open(stores.seata())) {
            jdbc.listIfTable(
                            "global_table",
                            "SELECT COUNT(*) FROM global_table WHERE " + StoreReader.UNDECIDED,
                            row -> row.number(1))
                    .forEach(count -> some(pending, count, "global transactions"));
        }
        some(pending, new ProviderBooks(stores.provider()).unacknowledged(), "unconfirmed provider notifications");
        return pending;
    }

    private void journals(Jdbc jdbc, List<String> pending) {
        List<Facts.Item> open = jdbc.list(
                "SELECT i.id, i.campaign_id, i.sku, i.total, i.held, i.sold, i.per_buyer_limit, i.epoch"
                        + " FROM campaign_item i JOIN campaign c ON c.id = i.campaign_id"
                        + " WHERE c.status IN ('OPEN', 'PAUSED', 'CLOSED')" + inCampaign(),
                row -> new Facts.Item(
                        row.number(1),
                        row.number(2),
                        row.text(3),
                        row.number(4),
                        row.number(5),
                        row.number(6),
                        row.number(7),
                        row.number(8)));
        List<Long> selling =
                jdbc.list("SELECT id FROM campaign WHERE status IN ('OPEN', 'PAUSED')", row -> row.number(1));
        try (GateKeyspace redis = GateKeyspace.open(stores.stock())) {
            some(pending, open.stream().mapToLong(redis::journalled).sum(), "journal entries");
            some(
                    pending,
                    open.stream()
                            .filter(item -> selling.contains(item.campaignId()))
                            .filter(item -> redis.epoch(item)
                                    .filter(epoch -> epoch == item.epoch())
                                    .isEmpty())
                            .count(),
                    "gates not ready");
        }
    }

    private void orders(Jdbc jdbc, List<String> pending, long reservations, long heldReservations) {
        String unpaid = "SELECT COUNT(*) FROM orders WHERE status = 'PENDING_PAYMENT'" + inCampaign();
        long mayBePaid = jdbc.count(unpaid + " AND expire_at > UTC_TIMESTAMP(3)");
        some(
                pending,
                jdbc.count(unpaid) - (campaign.isPresent() ? 0 : mayBePaid),
                campaign.isPresent() ? "unpaid orders" : "unpaid orders past their time");
        some(
                pending,
                jdbc.count(
                        "SELECT COUNT(*) FROM orders WHERE status IN ('PAYING', 'PAID', 'REFUNDING')" + inCampaign()),
                "orders being paid, fulfilled or refunded");
        // A reinstated order has a reservation of its own besides the one that ran out.
        long orders = jdbc.count("SELECT COUNT(*) + COUNT(reservation_id) FROM " + StoreReader.withArchive("orders")
                + " WHERE 1 = 1" + inCampaign());
        some(pending, Math.abs(orders - reservations), "reservations or orders without the other");
        some(
                pending,
                heldReservations
                        - jdbc.count("SELECT COUNT(*) FROM orders WHERE status IN ('PENDING_PAYMENT', 'PAYING')"
                                + inCampaign()),
                "reservations held for ended orders");
        some(pending, jdbc.count("SELECT COUNT(*) FROM owed_refund WHERE refunded_at IS NULL"), "refunds owed");
    }

    private static void machinery(Jdbc jdbc, String service, List<String> pending) {
        jdbc.listIfTable("outbox_message", "SELECT COUNT(*) FROM outbox_message", row -> row.number(1))
                .forEach(count -> some(pending, count, "unsent events of " + service));
        jdbc.listIfTable(
                        "parked_message",
                        "SELECT COUNT(*) FROM parked_message WHERE status = 'PARKED' AND replay_at IS NOT NULL",
                        row -> row.number(1))
                .forEach(count -> some(pending, count, "parked messages still to be replayed of " + service));
        jdbc.listIfTable("tcc_fence_log", "SELECT COUNT(*) FROM tcc_fence_log WHERE status = 1", row -> row.number(1))
                .forEach(count -> some(pending, count, "tried branches of " + service));
        jdbc.listIfTable(
                        "seata_state_machine_inst",
                        "SELECT COUNT(*) FROM seata_state_machine_inst WHERE is_running = 1 OR status = 'RU'",
                        row -> row.number(1))
                .forEach(count -> some(pending, count, "running sagas of " + service));
    }

    private String inCampaign() {
        return campaign.map(id -> " AND campaign_id = " + Long.parseLong(id)).orElse("");
    }

    private static void some(List<String> pending, long count, String what) {
        if (count > 0) {
            pending.add(count + " " + what);
        }
    }
}
