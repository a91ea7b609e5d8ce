package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.flashsale.loadtest.auditor.Facts.Item;
import io.flashsale.loadtest.auditor.Facts.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One campaign in numbers.
 *
 * @param clients what its buyers were told
 * @param orders  by status
 */
public record SaleNumbers(
        String campaign,
        Units units,
        ClientNumbers clients,
        SortedMap<String, Long> orders,
        Money money,
        Points points) {

    /**
     * Units of all items.
     *
     * @param oversold units that orders own beyond the total; 0 or something is badly wrong
     */
    public record Units(long total, long sold, long held, long unsold, long oversold) {}

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
        return new SaleNumbers(
                campaign,
                units(items, orders),
                ClientNumbers.of(facts.history().orElse(List.of()), campaign),
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
