package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import io.flashsale.loadtest.auditor.Facts.Item;
import io.flashsale.loadtest.auditor.Facts.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * One campaign in numbers.
 *
 * @param accepted buying calls answered with an order (the same order twice counts twice)
 * @param refusals buying calls refused, by the problem's code
 * @param unknown  buying calls whose answer never came
 * @param winners  who got the units that were accepted
 * @param orders   by status
 */
public record SaleNumbers(
        String campaign,
        Units units,
        long accepted,
        SortedMap<String, Long> refusals,
        long unknown,
        Latency buying,
        Winners winners,
        SortedMap<String, Long> orders,
        Money money,
        Points points) {

    /**
     * Units of all items.
     *
     * @param oversold units that orders own beyond the total; 0 or something is badly wrong
     */
    public record Units(long total, long sold, long held, long unsold, long oversold) {}

    /**
     * Buyers who were told of an order, by what they are.
     *
     * @param people all others
     * @param bots   whose name begins as the load generator names its scripts
     */
    public record Winners(long people, long bots) {}

    /**
     * Of the buying calls that had an intended start, in microseconds from there.
     *
     * @param sentLate99 by how much calls left the client after their intended start, 99th percentile: a busy
     *                        machine, or a slow campaign page before the click; included in the others
     */
    public record Latency(long calls, long p50, long p95, long p99, long max, long sentLate99) {}

    /** Minor units, for the orders of this campaign, by our payments and by the provider's books. */
    public record Money(
            long captured,
            long refunded,
            long paidOrders,
            long capturedAtProvider,
            long refundedAtProvider,
            boolean balanced) {}

    /** For the orders of this campaign. */
    public record Points(long granted, long reversed) {}

    private static final String BOT = "bot-";
    private static final long LONGEST_MICROS = 3_600_000_000L;

    static SaleNumbers of(Facts facts, String campaign) {
        List<Item> items = facts.inventory().items().stream()
                .filter(item -> Long.toString(item.campaignId()).equals(campaign))
                .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("There is no campaign " + campaign + ".");
        }
        List<Order> orders = facts.sales().orders().stream()
                .filter(order -> order.campaignId().equals(campaign))
                .toList();
        List<HistoryEntry> buys = facts.history().orElse(List.of()).stream()
                .filter(HistoryEntry::isBuy)
                .filter(entry -> campaign.equals(entry.campaign()))
                .toList();
        return new SaleNumbers(
                campaign,
                units(items, orders),
                buys.stream().filter(HistoryEntry::isOk).count(),
                buys.stream()
                        .filter(HistoryEntry::isRefused)
                        .collect(groupingBy(
                                entry -> Objects.requireNonNullElse(entry.code(), "no code"),
                                TreeMap::new,
                                counting())),
                buys.stream()
                        .filter(entry -> !entry.isOk() && !entry.isRefused())
                        .count(),
                latency(buys),
                winners(buys),
                orders.stream().collect(groupingBy(Order::status, TreeMap::new, counting())),
                money(facts, orders),
                points(facts, orders));
    }

    private static Units units(List<Item> items, List<Order> orders) {
        long total = items.stream().mapToLong(Item::total).sum();
        long sold = items.stream().mapToLong(Item::sold).sum();
        long held = items.stream().mapToLong(Item::held).sum();
        long oversold = 0;
        for (Item item : items) {
            long owned = orders.stream()
                    .filter(order -> order.sku().equals(item.sku()) && order.ownsStock())
                    .mapToLong(Order::quantity)
                    .sum();
            oversold += Math.max(0, Math.max(owned, item.sold()) - item.total());
        }
        return new Units(total, sold, held, Math.max(0, total - sold - held), oversold);
    }

    private static Winners winners(List<HistoryEntry> buys) {
        Map<Boolean, Set<String>> won = buys.stream()
                .filter(HistoryEntry::isOk)
                .map(HistoryEntry::buyer)
                .collect(partitioningBy(buyer -> buyer.startsWith(BOT), Collectors.toSet()));
        return new Winners(
                Objects.requireNonNull(won.get(false)).size(),
                Objects.requireNonNull(won.get(true)).size());
    }

    private static Latency latency(List<HistoryEntry> buys) {
        Histogram latency = new Histogram(LONGEST_MICROS, 3);
        Histogram late = new Histogram(LONGEST_MICROS, 3);
        for (HistoryEntry buy : buys) {
            Long lateMicros = buy.lateMicros();
            if (lateMicros != null) {
                latency.recordValue(Math.clamp(buy.latencyMicros(), 0, LONGEST_MICROS));
                late.recordValue(Math.clamp(lateMicros, 0, LONGEST_MICROS));
            }
        }
        return new Latency(
                latency.getTotalCount(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(95),
                latency.getValueAtPercentile(99),
                latency.getMaxValue(),
                late.getValueAtPercentile(99));
    }

    private static Money money(Facts facts, List<Order> orders) {
        Set<String> ids = orders.stream().map(Order::id).collect(Collectors.toSet());
        List<Facts.Payment> payments = facts.money().payments().stream()
                .filter(payment -> ids.contains(payment.orderId()))
                .toList();
        Map<String, Facts.Trade> trades = Facts.index(facts.money().trades(), Facts.Trade::payment);
        List<Facts.Trade> ours = new ArrayList<>();
        for (Facts.Payment payment : payments) {
            Facts.Trade trade = trades.get(payment.id());
            if (trade != null) {
                ours.add(trade);
            }
        }
        long captured = payments.stream().mapToLong(Facts.Payment::captured).sum();
        long refunded = facts.money().refunds().stream()
                .filter(refund -> refund.done() && ids.contains(refund.orderId()))
                .mapToLong(Facts.Refund::amount)
                .sum();
        long paid = orders.stream()
                .filter(Order::keepsMoney)
                .mapToLong(Order::amount)
                .sum();
        return new Money(
                captured,
                refunded,
                paid,
                ours.stream().mapToLong(Facts.Trade::captured).sum(),
                ours.stream().mapToLong(Facts.Trade::refunded).sum(),
                captured - refunded == paid);
    }

    private static Points points(Facts facts, List<Order> orders) {
        Set<String> ids = orders.stream().map(Order::id).collect(Collectors.toSet());
        long granted = 0;
        long reversed = 0;
        for (Facts.Points.Entry entry : facts.points().rewards()) {
            if (ids.contains(entry.orderId())) {
                granted += Math.max(0, entry.points());
                reversed -= Math.min(0, entry.points());
            }
        }
        return new Points(granted, reversed);
    }
}
