package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.flashsale.loadtest.auditor.Facts.Order;
import io.flashsale.loadtest.auditor.Facts.Payment;
import io.flashsale.loadtest.auditor.Facts.Refund;
import io.flashsale.loadtest.auditor.Facts.Trade;
import io.flashsale.loadtest.auditor.Facts.Wallet;
import io.flashsale.loadtest.auditor.Facts.WalletLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** I10, I11: money in minor units, and points. */
final class MoneyChecks {

    /** One point per whole unit of currency. */
    private static final long MINOR_UNITS_PER_POINT = 100;

    /** The rule every sale has. */
    private static final String BASE_RULE = "base";

    private final Facts facts;
    private final Map<String, Order> orders;

    MoneyChecks(Facts facts) {
        this.facts = facts;
        this.orders = facts.sales().orderById();
    }

    /** Captured less refunded, by order id. */
    Map<String, Long> keptByOrder() {
        Map<String, Long> kept = new HashMap<>();
        for (Payment payment : facts.money().payments()) {
            kept.merge(payment.orderId(), payment.captured(), Long::sum);
        }
        for (Refund refund : facts.money().refunds()) {
            if (refund.done()) {
                kept.merge(refund.orderId(), -refund.amount(), Long::sum);
            }
        }
        return kept;
    }

    Finding moneyBalances() {
        Probe probe = new Probe(
                Invariant.I10,
                "payment: captured - refunded per order = orders.amount less discounts and refunds if PAID, FULFILLED or REFUNDING, else 0; refunds"
                        + " <= captured and = what the payment's row says; GET /books of the provider line by line; wallet balance and"
                        + " held = sums of its entries");
        Map<String, Long> kept = keptByOrder();
        for (Order order : orders.values()) {
            long expected = order.keepsMoney() ? order.keeps() : 0;
            probe.equal(
                    expected,
                    kept.getOrDefault(order.id(), 0L),
                    "money kept for order " + order.id() + " (" + order.status() + ")");
        }
        kept.forEach((order, amount) -> probe.violatedIf(
                amount != 0 && !orders.containsKey(order), "%d kept for order %s, which is nowhere", amount, order));

        Map<String, Long> refunded = refundedByPayment(Refund::done);
        Map<String, Long> promised = refundedByPayment(Refund::promised);
        for (Payment payment : facts.money().payments()) {
            long back = refunded.getOrDefault(payment.id(), 0L);
            probe.violatedIf(
                    back > payment.captured(),
                    "payment %s: refunded %d of %d captured",
                    payment.id(),
                    back,
                    payment.captured());
            probe.equal(
                    promised.getOrDefault(payment.id(), 0L),
                    payment.promised(),
                    "refunds promised by payment " + payment.id());
        }
        compareWithProvider(probe, refunded);
        compareWallets(probe);
        return probe.number("captured", captured())
                .number("refunded", refunded())
                .number(
                        "paid orders",
                        orders.values().stream()
                                .filter(Order::keepsMoney)
                                .mapToLong(Order::amount)
                                .sum())
                .number(
                        "captured at the provider",
                        facts.money().trades().stream()
                                .mapToLong(Trade::captured)
                                .sum())
                .number(
                        "refunded at the provider",
                        facts.money().trades().stream()
                                .mapToLong(Trade::refunded)
                                .sum())
                .number("wallets", facts.money().wallets().size())
                .finding();
    }

    private void compareWithProvider(Probe probe, Map<String, Long> refunded) {
        Map<String, Trade> trades = Facts.index(facts.money().trades(), Trade::payment);
        Map<String, Payment> payments = Facts.index(facts.money().payments(), Payment::id);
        for (Payment payment : payments.values()) {
            if (payment.atProvider()) {
                Trade trade = trades.getOrDefault(payment.id(), new Trade(payment.id(), 0, 0));
                probe.equal(
                        trade.captured(), payment.captured(), "captured at the provider for payment " + payment.id());
                probe.equal(
                        trade.refunded(),
                        refunded.getOrDefault(payment.id(), 0L),
                        "refunded at the provider for payment " + payment.id());
            }
        }
        for (Trade trade : facts.money().trades()) {
            probe.violatedIf(
                    trade.captured() != 0 && !payments.containsKey(trade.payment()),
                    "the provider captured %d for %s, which no payment knows",
                    trade.captured(),
                    trade.payment());
        }
    }

    private void compareWallets(Probe probe) {
        Map<String, Long> balances = facts.money().walletLines().stream()
                .collect(groupingBy(WalletLine::buyer, summingLong(WalletLine::balanceChange)));
        Map<String, Long> holds = facts.money().walletLines().stream()
                .collect(groupingBy(WalletLine::buyer, summingLong(WalletLine::heldChange)));
        for (Wallet wallet : facts.money().wallets()) {
            probe.equal(balances.getOrDefault(wallet.buyer(), 0L), wallet.balance(), "balance of " + wallet.buyer());
            probe.equal(holds.getOrDefault(wallet.buyer(), 0L), wallet.held(), "held of " + wallet.buyer());
        }
    }

    private Map<String, Long> refundedByPayment(Predicate<Refund> which) {
        return facts.money().refunds().stream()
                .filter(which)
                .collect(groupingBy(Refund::paymentId, summingLong(Refund::amount)));
    }

    long captured() {
        return facts.money().payments().stream().mapToLong(Payment::captured).sum();
    }

    long refunded() {
        return facts.money().refunds().stream()
                .filter(Refund::done)
                .mapToLong(Refund::amount)
                .sum();
    }

    Finding pointsBalance() {
        Probe probe = new Probe(
                Invariant.I11,
                "points_entry: exactly one GRANT of amount / 100 by the rule base per order FULFILLED, GRANT and REVERSAL"
                        + " cancelling out per order REFUNDED, nothing kept for others; the two lines of each movement"
                        + " cancel out; balance, frozen and debt = sums of entries per buyer");
        Map<String, List<Facts.Points.Entry>> byOrder =
                facts.points().rewards().stream().collect(groupingBy(Facts.Points.Entry::orderId));
        for (Order order : orders.values()) {
            List<Facts.Points.Entry> entries = byOrder.getOrDefault(order.id(), List.of());
            List<Facts.Points.Entry> base = entries.stream()
                    .filter(entry ->
                            entry.kind().equals("GRANT") && entry.reference().equals(BASE_RULE))
                    .toList();
            switch (order.status()) {
                case "FULFILLED" -> {
                    probe.equal(order.amount() / MINOR_UNITS_PER_POINT, sum(base), "points for order " + order.id());
                    probe.equal(1L, (long) base.size(), "grants for order " + order.id());
                }
                case "REFUNDED" -> probe.equal(0L, sum(entries), "points left for refunded order " + order.id());
                case "CANCELLED", "PENDING_PAYMENT", "PAYING" ->
                    probe.equal(0L, sum(entries), "points for order " + order.id() + " (" + order.status() + ")");
                default -> {
                    // PAID and REFUNDING are on their way: either is right.
                }
            }
            probe.violatedIf(sum(entries) < 0, "order %s: more reversed than granted", order.id());
        }
        byOrder.forEach((order, entries) -> probe.violatedIf(
                !orders.containsKey(order) && sum(entries) != 0, "points for order %s, which is nowhere", order));
        compareWithEntries(probe);
        return probe.number("granted", sumOf("GRANT"))
                .number("reversed", -sumOf("REVERSAL"))
                .number("accounts", facts.points().accounts().size())
                .finding();
    }

    private void compareWithEntries(Probe probe) {
        Map<String, Map<String, Long>> sums = facts.points().entries().stream()
                .collect(groupingBy(
                        Facts.Points.Entry::buyer,
                        groupingBy(Facts.Points.Entry::account, summingLong(Facts.Points.Entry::points))));
        sums.forEach((buyer, accounts) -> probe.equal(
                0L,
                accounts.values().stream().mapToLong(Long::longValue).sum(),
                "both lines of the movements of " + buyer));
        for (Facts.Points.Account account : facts.points().accounts()) {
            Map<String, Long> ofBuyer = sums.getOrDefault(account.buyer(), Map.of());
            probe.equal(ofBuyer.getOrDefault("AVAILABLE", 0L), account.balance(), "points of " + account.buyer());
            probe.equal(ofBuyer.getOrDefault("FROZEN", 0L), account.frozen(), "frozen points of " + account.buyer());
            probe.equal(ofBuyer.getOrDefault("DEBT", 0L), -account.debt(), "owed points of " + account.buyer());
        }
    }

    private long sumOf(String kind) {
        return sum(facts.points().rewards().stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList());
    }

    private static long sum(List<Facts.Points.Entry> entries) {
        return entries.stream().mapToLong(Facts.Points.Entry::points).sum();
    }
}
