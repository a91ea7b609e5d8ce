package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.flashsale.loadtest.auditor.Facts.Gate;
import io.flashsale.loadtest.auditor.Facts.Item;
import io.flashsale.loadtest.auditor.Facts.LedgerLine;
import io.flashsale.loadtest.auditor.Facts.Order;
import io.flashsale.loadtest.auditor.Facts.Reservation;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** I1 to I5: units. */
final class StockChecks {

    private final Facts facts;
    private final List<Item> items;

    StockChecks(Facts facts) {
        this.facts = facts;
        this.items = facts.inventory().items();
    }

    Finding ledgerBalances() {
        Probe probe = new Probe(
                Invariant.I1,
                "inventory: campaign_item.total/held/sold against the sums of ledger_entry, and against"
                        + " available in the gate's stock hash where it is open and drained");
        Map<Long, List<LedgerLine>> lines =
                facts.inventory().ledger().stream().filter(LedgerLine::counted).collect(groupingBy(LedgerLine::itemId));
        long gates = 0;
        for (Item item : items) {
            List<LedgerLine> ofItem = lines.getOrDefault(item.id(), List.of());
            probe.equal(ofItem.stream().mapToLong(LedgerLine::heldChange).sum(), item.held(), item + " held by ledger");
            probe.equal(ofItem.stream().mapToLong(LedgerLine::soldChange).sum(), item.sold(), item + " sold by ledger");
            probe.violatedIf(
                    item.held() + item.sold() > item.total(),
                    "%s: held %d + sold %d > total %d",
                    item,
                    item.held(),
                    item.sold(),
                    item.total());
            Gate gate = facts.gates().get(item.id());
            if (gate != null && comparable(item, gate)) {
                gates++;
                probe.equal(
                        item.total(),
                        gate.available() + item.held() + item.sold(),
                        item + " available in the gate + held + sold");
            }
        }
        return probe.number("items", items.size())
                .number("ledger entries", facts.inventory().ledger().size())
                .number("gates", gates)
                .finding();
    }

    Finding nothingIsNegative() {
        Probe probe = new Probe(
                Invariant.I2,
                "counters of campaign_item, available and units per buyer in the gate, wallets, points accounts");
        for (Item item : items) {
            probe.violatedIf(
                    item.held() < 0 || item.sold() < 0 || item.free() < 0,
                    "%s: held %d, sold %d, free %d",
                    item,
                    item.held(),
                    item.sold(),
                    item.free());
        }
        facts.gates().forEach((item, gate) -> {
            probe.violatedIf(gate.available() < 0, "gate of item %d: available %d", item, gate.available());
            gate.unitsByBuyer()
                    .forEach((buyer, units) ->
                            probe.violatedIf(units < 0, "gate of item %d: buyer %s has %d units", item, buyer, units));
        });
        for (Facts.Wallet wallet : facts.money().wallets()) {
            probe.violatedIf(
                    wallet.balance() < 0 || wallet.held() < 0,
                    "wallet of %s: balance %d, held %d",
                    wallet.buyer(),
                    wallet.balance(),
                    wallet.held());
        }
        for (Facts.Points.Account account : facts.points().accounts()) {
            probe.violatedIf(
                    account.balance() < 0 || account.frozen() < 0 || account.debt() < 0,
                    "points of %s: balance %d, frozen %d, debt %d",
                    account.buyer(),
                    account.balance(),
                    account.frozen(),
                    account.debt());
        }
        return probe.number("items", items.size())
                .number("gates", facts.gates().size())
                .number("wallets", facts.money().wallets().size())
                .number("points accounts", facts.points().accounts().size())
                .finding();
    }

    Finding countersMatchOrders() {
        Probe probe = new Probe(
                Invariant.I3,
                "held = quantity of orders PENDING_PAYMENT or PAYING = reservations HELD; sold = orders PAID,"
                        + " FULFILLED or REFUNDING = reservations SOLD; per item, orders against inventory");
        Map<String, Long> heldByOrders = unitsOf(Order::holdsStock);
        Map<String, Long> soldByOrders = unitsOf(Order::ownsStock);
        Map<Long, Long> heldByReservations = reserved("HELD");
        Map<Long, Long> soldByReservations = reserved("SOLD");
        long held = 0;
        long sold = 0;
        for (Item item : items) {
            String name = item.campaignId() + "|" + item.sku();
            held += item.held();
            sold += item.sold();
            probe.equal(item.held(), heldByReservations.getOrDefault(item.id(), 0L), item + " held by reservations");
            probe.equal(item.sold(), soldByReservations.getOrDefault(item.id(), 0L), item + " sold by reservations");
            probe.equal(item.held(), heldByOrders.getOrDefault(name, 0L), item + " held by orders");
            probe.equal(item.sold(), soldByOrders.getOrDefault(name, 0L), item + " sold by orders");
        }
        return probe.number("held", held)
                .number("sold", sold)
                .number("orders", facts.sales().orders().size())
                .finding();
    }

    Finding gateWithinLedger() {
        Probe probe = new Probe(
                Invariant.I4,
                "gate available <= total - held - sold; equal, and units per buyer equal to the live reservations,"
                        + " once the journal is empty and every ledger entry is DONE and the campaign still sells");
        Map<Long, Map<String, Long>> live = facts.inventory().reservations().stream()
                .filter(Reservation::live)
                .collect(groupingBy(
                        Reservation::itemId, groupingBy(Reservation::buyer, summingLong(Reservation::remaining))));
        long compared = 0;
        long exactly = 0;
        for (Item item : items) {
            Gate gate = facts.gates().get(item.id());
            if (gate == null || !ready(item, gate)) {
                continue;
            }
            compared++;
            probe.violatedIf(
                    gate.available() > item.free(),
                    "%s: the gate promises %d, the ledger allows %d",
                    item,
                    gate.available(),
                    item.free());
            if (comparable(item, gate)) {
                exactly++;
                probe.equal(item.free(), gate.available(), item + " available in the drained gate");
                Map<String, Long> expected = live.getOrDefault(item.id(), Map.of());
                expected.forEach((buyer, units) -> probe.equal(
                        units, gate.unitsByBuyer().getOrDefault(buyer, 0L), item + " units of " + buyer + " in gate"));
                gate.unitsByBuyer().forEach((buyer, units) -> {
                    if (!expected.containsKey(buyer)) {
                        probe.equal(0L, units, item + " units of " + buyer + " in gate");
                    }
                });
            }
        }
        return probe.number("gates", compared).number("drained", exactly).finding();
    }

    Finding limitsHold() {
        Probe probe = new Probe(
                Invariant.I5,
                "per item and buyer: quantity of live reservations, and of orders that hold or own stock, against"
                        + " campaign_item.per_buyer_limit");
        Map<Long, Item> byId = facts.inventory().itemById();
        Map<String, Item> byName = Facts.index(items, item -> item.campaignId() + "|" + item.sku());
        Map<Long, Map<String, Long>> reserved = facts.inventory().reservations().stream()
                .filter(Reservation::live)
                .collect(groupingBy(
                        Reservation::itemId, groupingBy(Reservation::buyer, summingLong(Reservation::remaining))));
        Map<String, Map<String, Long>> ordered = facts.sales().orders().stream()
                .filter(order -> order.holdsStock() || order.ownsStock())
                .collect(groupingBy(
                        order -> order.campaignId() + "|" + order.sku(),
                        groupingBy(Order::buyer, summingLong(Order::units))));
        reserved.forEach((id, buyers) -> within(probe, byId.get(id), buyers, "reserved"));
        ordered.forEach((name, buyers) -> within(probe, byName.get(name), buyers, "ordered"));
        return probe.number(
                        "buyers",
                        reserved.values().stream().mapToLong(Map::size).sum())
                .finding();
    }

    private static void within(
            Probe probe, @org.jspecify.annotations.Nullable Item item, Map<String, Long> buyers, String verb) {
        if (item != null) {
            buyers.forEach((buyer, units) -> probe.violatedIf(
                    units > item.limit(), "%s: %s %s %d, the limit is %d", item, buyer, verb, units, item.limit()));
        }
    }

    /** The gate holds the epoch of the ledger: what it says counts. */
    private static boolean ready(Item item, Gate gate) {
        return gate.epoch().filter(epoch -> epoch == item.epoch()).isPresent();
    }

    /** Gate and ledger must agree to the unit: nothing is on its way, and returns still go back on sale. */
    private boolean comparable(Item item, Gate gate) {
        Facts.Campaign campaign = facts.inventory().campaignById().get(item.campaignId());
        return ready(item, gate)
                && gate.journalled() == 0
                && campaign != null
                && campaign.sells()
                && facts.inventory().ledger().stream()
                        .noneMatch(line ->
                                line.itemId() == item.id() && !line.state().equals("DONE"));
    }

    private Map<String, Long> unitsOf(Predicate<Order> which) {
        return facts.sales().orders().stream()
                .filter(which)
                .collect(groupingBy(order -> order.campaignId() + "|" + order.sku(), summingLong(Order::units)));
    }

    private Map<Long, Long> reserved(String status) {
        return facts.inventory().reservations().stream()
                .filter(reservation -> reservation.status().equals(status))
                .collect(groupingBy(Reservation::itemId, summingLong(Reservation::remaining)));
    }
}
