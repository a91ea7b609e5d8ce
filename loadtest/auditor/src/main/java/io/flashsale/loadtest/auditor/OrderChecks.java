package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.groupingBy;

import io.flashsale.loadtest.auditor.Facts.Campaign;
import io.flashsale.loadtest.auditor.Facts.Order;
import io.flashsale.loadtest.auditor.Facts.Reservation;
import io.flashsale.loadtest.auditor.Facts.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** I6 to I9, I14, I15: orders and what their buyers were told. */
final class OrderChecks {

    /** Answers that decide nothing: the same key may get another one later. */
    private static final Set<String> NOT_DECISIONS = Set.of(
            "not-open-yet",
            "campaign-paused",
            "campaign-closed",
            "purchase-token-expired",
            "too-many-requests",
            "unavailable",
            "busy",
            "gate-not-ready",
            "idempotency-key-reused");

    /** How old the sold-out flag may be that an answer was based on. */
    private static final Duration SOLD_OUT_FLAG_AGE = Duration.ofSeconds(3);

    /** How long units given back to the ledger may take to reach the gate. */
    private static final Duration GIVING_BACK = Duration.ofSeconds(2);

    private static final Map<String, Set<String>> LEGAL = Map.of(
            "PENDING_PAYMENT", Set.of("PAYING", "PAID", "CANCELLED"),
            "PAYING", Set.of("PAID", "PENDING_PAYMENT"),
            "PAID", Set.of("FULFILLED", "REFUNDING"),
            "FULFILLED", Set.of("REFUNDING"),
            "REFUNDING", Set.of("REFUNDED"),
            // Reinstated: the money came late, and stock was left.
            "CANCELLED", Set.of("PAID"));

    private final Facts facts;
    private final Instant before;
    private final Map<String, Order> orders;
    private final Map<String, Reservation> reservations;

    /** @param bound how long anything may be under way */
    OrderChecks(Facts facts, Duration bound) {
        this.facts = facts;
        this.before = facts.at().minus(bound);
        this.orders = facts.sales().orderById();
        this.reservations = facts.inventory().reservationByOrder();
    }

    Finding everyAcceptedOrderEnded() {
        Probe probe = new Probe(
                Invariant.I6,
                "orders.status FULFILLED, CANCELLED or REFUNDED, except before expire_at + bound; every order id a"
                        + " client was given (202) is in orders, under that buyer");
        long underWay = 0;
        for (Order order : orders.values()) {
            boolean overdue = order.status().equals("PENDING_PAYMENT")
                    ? order.payBefore().isBefore(before)
                    : order.updatedAt().isBefore(before);
            if (!order.terminal()) {
                underWay++;
                probe.violatedIf(
                        overdue, "order %s is still %s since %s", order.id(), order.status(), order.updatedAt());
            }
        }
        long accepted = 0;
        for (HistoryEntry entry : history()) {
            if (entry.isBuy() && entry.isOk()) {
                accepted++;
                String id = entry.orderId();
                Order order = id == null ? null : orders.get(id);
                probe.violatedIf(
                        order == null && entry.at().isBefore(before),
                        "order %s, accepted for %s at %s, is nowhere",
                        id,
                        entry.buyer(),
                        entry.at());
                probe.violatedIf(
                        order != null && !order.buyer().equals(entry.buyer()),
                        "order %s, accepted for %s, belongs to someone else",
                        id,
                        entry.buyer());
            }
        }
        return probe.number("orders", orders.size())
                .number("accepted by history", accepted)
                .number("still within their time", underWay)
                .finding();
    }

    Finding ordersAndReservationsPair() {
        Probe probe = new Probe(
                Invariant.I7,
                "orders.id against reservation.order_id in both directions (reservations older than the bound), same"
                        + " buyer, item and quantity; FULFILLED ~ SOLD, CANCELLED and REFUNDED ~ RELEASED or REJECTED");
        Map<Long, Facts.Item> items = facts.inventory().itemById();
        for (Order order : orders.values()) {
            Reservation reservation = reservations.get(order.reservationId());
            if (reservation == null) {
                probe.violatedIf(
                        order.admittedAt().isBefore(before),
                        "order %s (%s) has no reservation",
                        order.id(),
                        order.status());
                continue;
            }
            Facts.Item item = items.get(reservation.itemId());
            probe.violatedIf(
                    !reservation.buyer().equals(order.buyer())
                            || reservation.quantity() != order.quantity()
                            || item == null
                            || !item.sku().equals(order.sku())
                            || !Long.toString(item.campaignId()).equals(order.campaignId()),
                    "order %s and its reservation differ",
                    order.id());
            probe.violatedIf(
                    order.terminal()
                            && order.updatedAt().isBefore(before)
                            && !matching(order.status()).contains(reservation.status()),
                    "order %s is %s, its reservation %s",
                    order.id(),
                    order.status(),
                    reservation.status());
        }
        Set<String> reinstated =
                orders.values().stream().map(Order::reservationId).collect(Collectors.toSet());
        for (Reservation reservation : reservations.values()) {
            probe.violatedIf(
                    !orders.containsKey(reservation.orderId())
                            && !reinstated.contains(reservation.orderId())
                            && reservation.admittedAt().isBefore(before),
                    "reservation %s (%s) has no order",
                    reservation.orderId(),
                    reservation.status());
        }
        return probe.number("orders", orders.size())
                .number("reservations", reservations.size())
                .finding();
    }

    private static Set<String> matching(String status) {
        return status.equals("FULFILLED") ? Set.of("SOLD") : Set.of("RELEASED", "REJECTED");
    }

    Finding sameKeySameAnswer() {
        Probe probe = new Probe(
                Invariant.I8,
                "at most one order per buyer, campaign, item and idempotency key; in the client history, all decisions"
                        + " under one buyer and key are the same");
        facts.sales().orders().stream()
                .collect(groupingBy(order -> List.of(order.buyer(), order.campaignId(), order.sku(), order.key())))
                .forEach((key, same) -> probe.violatedIf(
                        same.size() > 1,
                        "buyer %s, key %s: orders %s",
                        key.get(0),
                        key.get(3),
                        same.stream().map(Order::id).toList()));
        Map<List<String>, List<HistoryEntry>> decisions = history().stream()
                .filter(HistoryEntry::isBuy)
                .filter(entry -> entry.isOk() || (entry.isRefused() && !NOT_DECISIONS.contains(code(entry))))
                .collect(groupingBy(entry -> List.of(entry.buyer(), entry.key())));
        decisions.forEach((key, entries) -> {
            Set<String> answers = entries.stream()
                    .map(entry -> entry.isOk() ? "order " + entry.orderId() : code(entry))
                    .collect(Collectors.toSet());
            probe.violatedIf(
                    answers.size() > 1, "buyer %s, key %s was told %s", key.getFirst(), key.getLast(), answers);
        });
        return probe.number("orders", orders.size())
                .number("keys in history", decisions.size())
                .number(
                        "asked more than once",
                        decisions.values().stream()
                                .filter(entries -> entries.size() > 1)
                                .count())
                .finding();
    }

    Finding onlyLegalTransitions() {
        Probe probe = new Probe(
                Invariant.I9,
                "order_event per order: starts at PENDING_PAYMENT (or at CANCELLED, when the cancel came first), no gap"
                        + " in seq, every step legal and from where the last one led, ends at orders.status; captured -"
                        + " refunded is 0 for orders CANCELLED or REFUNDED");
        Map<String, List<Step>> steps = facts.sales().steps().stream().collect(groupingBy(Step::orderId));
        for (Order order : orders.values()) {
            List<Step> path = steps.getOrDefault(order.id(), List.of()).stream()
                    .sorted(Comparator.comparingLong(Step::seq))
                    .toList();
            probe.violatedIf(path.isEmpty(), "order %s (%s) has no history", order.id(), order.status());
            for (int i = 0; i < path.size(); i++) {
                Step step = path.get(i);
                boolean legal = i == 0
                        ? step.from() == null
                                && Set.of("PENDING_PAYMENT", "CANCELLED").contains(step.to())
                        : Objects.equals(step.from(), path.get(i - 1).to())
                                && LEGAL.getOrDefault(path.get(i - 1).to(), Set.of())
                                        .contains(step.to())
                                && step.seq() == path.get(i - 1).seq() + 1;
                probe.violatedIf(
                        !legal, "order %s: step %d goes from %s to %s", order.id(), step.seq(), step.from(), step.to());
            }
            probe.violatedIf(
                    !path.isEmpty() && !path.getLast().to().equals(order.status()),
                    "order %s is %s, its history ends elsewhere",
                    order.id(),
                    order.status());
        }
        Map<String, Long> kept = new MoneyChecks(facts).keptByOrder();
        kept.forEach((id, money) -> {
            Order order = orders.get(id);
            probe.violatedIf(
                    money != 0
                            && order != null
                            && order.updatedAt().isBefore(before)
                            && Set.of("CANCELLED", "REFUNDED").contains(order.status()),
                    "order %s is ended, and %d of its money is kept",
                    id,
                    money);
        });
        return probe.number("orders", orders.size())
                .number("steps", facts.sales().steps().size())
                .finding();
    }

    Finding noOrderOutsideTheWindow() {
        Probe probe = new Probe(
                Invariant.I14,
                "reservation.admitted_at and orders.admitted_at (the gate's clock) within [campaign.starts_at, ends_at)");
        Map<Long, Campaign> campaigns = facts.inventory().campaignById();
        for (Reservation reservation : reservations.values()) {
            Campaign campaign = campaigns.get(reservation.campaignId());
            outside(probe, "reservation " + reservation.orderId(), reservation.admittedAt(), campaign);
        }
        Map<String, Campaign> byName = new HashMap<>();
        campaigns.forEach((id, campaign) -> byName.put(Long.toString(id), campaign));
        for (Order order : orders.values()) {
            outside(probe, "order " + order.id(), order.admittedAt(), byName.get(order.campaignId()));
        }
        return probe.number("reservations", reservations.size())
                .number("orders", orders.size())
                .finding();
    }

    private static void outside(Probe probe, String what, Instant admittedAt, @Nullable Campaign campaign) {
        probe.violatedIf(campaign == null, "%s belongs to no campaign", what);
        if (campaign != null) {
            probe.violatedIf(
                    admittedAt.isBefore(campaign.startsAt()) || !admittedAt.isBefore(campaign.endsAt()),
                    "%s was admitted at %s, the sale runs from %s to %s",
                    what,
                    admittedAt,
                    campaign.startsAt(),
                    campaign.endsAt());
        }
    }

    Finding nobodyWasToldSoldOutTooSoon() {
        if (facts.history().isEmpty()) {
            return Finding.notChecked(Invariant.I15, "needs a client history");
        }
        Probe probe = new Probe(
                Invariant.I15,
                ("for every sold-out answer in the history: at some instant between the first request with its key (less %d ms, the age of"
                                + " the flag) and its end, total - units promised (from reservation.admitted_at to its"
                                + " ledger release + %d ms) was less than what was asked for")
                        .formatted(SOLD_OUT_FLAG_AGE.toMillis(), GIVING_BACK.toMillis()));
        Map<String, StockTimeline> timelines = StockTimeline.of(facts.inventory(), GIVING_BACK);
        // A retry repeats the answer of its first attempt, which may have been decided at any time since that began.
        Map<String, Instant> firstAsked = history().stream()
                .filter(HistoryEntry::isBuy)
                .collect(Collectors.toMap(
                        entry -> entry.buyer() + "|" + entry.key(),
                        HistoryEntry::startedAt,
                        (one, other) -> one.isBefore(other) ? one : other));
        long soldOut = 0;
        for (HistoryEntry entry : history()) {
            StockTimeline timeline = timelines.get(entry.campaign() + "|" + entry.sku());
            if (entry.isBuy() && "sold-out".equals(entry.code()) && timeline != null) {
                soldOut++;
                Integer asked = entry.quantity();
                Instant firstAskedAt = firstAsked.getOrDefault(entry.buyer() + "|" + entry.key(), entry.startedAt());
                long free = timeline.leastFree(firstAskedAt.minus(SOLD_OUT_FLAG_AGE), entry.at());
                probe.violatedIf(
                        free >= (asked == null ? 1 : asked),
                        "%s was told sold out at %s (key %s) while %d were free",
                        entry.buyer(),
                        entry.at(),
                        entry.key(),
                        free);
            }
        }
        return probe.number("sold-out answers", soldOut).finding();
    }

    private List<HistoryEntry> history() {
        return facts.history().orElse(List.of());
    }

    private static String code(HistoryEntry entry) {
        return Objects.requireNonNullElse(entry.code(), "refused");
    }
}
