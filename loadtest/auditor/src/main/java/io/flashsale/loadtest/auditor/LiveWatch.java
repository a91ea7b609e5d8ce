package io.flashsale.loadtest.auditor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a sale while it runs, once a second: what must never be, not even for a moment. A look asks every store for
 * sums only, so that it costs next to nothing; whatever may be on its way from one store to another is left to the
 * audit after the sale.
 */
public final class LiveWatch {

    private static final int MOST_KEPT = 20;

    private final Stores stores;
    private final long campaign;
    private final List<String> violations = new ArrayList<>();
    private long looks;
    private long blindLooks;

    /** Watches one campaign. */
    public LiveWatch(Stores stores, String campaign) {
        this.stores = stores;
        this.campaign = Long.parseLong(campaign);
    }

    /** Looks once. A store that cannot be read now is looked at the next time. */
    public void look() {
        try {
            Map<String, Long> totals = stock();
            paidFor(totals);
            accounts();
            looks++;
        } catch (StoreUnavailable e) {
            blindLooks++;
        }
    }

    /** What was found up to now. */
    public Watched watched() {
        return new Watched(looks, blindLooks, List.copyOf(violations));
    }

    private Map<String, Long> stock() {
        Map<String, Long> totals = new LinkedHashMap<>();
        List<Facts.Item> items;
        try (Jdbc jdbc = Jdbc.open(stores.inventory())) {
            items = StoreReader.items(jdbc).stream()
                    .filter(item -> item.campaignId() == campaign)
                    .toList();
        }
        for (Facts.Item item : items) {
            totals.put(item.sku(), item.total());
            if (item.held() + item.sold() > item.total() || item.held() < 0 || item.sold() < 0) {
                keep("%s: held %d + sold %d of %d".formatted(item, item.held(), item.sold(), item.total()));
            }
        }
        try (GateKeyspace redis = GateKeyspace.open(stores.stock())) {
            for (Facts.Item item : items) {
                long available = redis.available(item).orElse(0L);
                if (available < 0 || available > item.total()) {
                    keep("%s: %d available in the gate of %d".formatted(item, available, item.total()));
                }
            }
        }
        return totals;
    }

    private void paidFor(Map<String, Long> totals) {
        try (Jdbc jdbc = Jdbc.open(stores.orders())) {
            jdbc.list(
                            "SELECT sku, SUM(quantity - (SELECT COUNT(*) FROM order_unit u"
                                    + " WHERE u.order_id = o.id AND u.refund_id IS NOT NULL)) FROM orders o"
                                    + " WHERE campaign_id = " + campaign
                                    + " AND status IN ('PAID', 'FULFILLED') GROUP BY sku",
                            row -> Map.entry(row.text(1), row.number(2)))
                    .forEach(paid -> {
                        long total = totals.getOrDefault(paid.getKey(), 0L);
                        if (paid.getValue() > total) {
                            keep("%s: %d units paid for of %d".formatted(paid.getKey(), paid.getValue(), total));
                        }
                    });
        }
    }

    private void accounts() {
        negative(stores.payment(), "wallets", "SELECT COUNT(*) FROM wallet WHERE balance < 0 OR held < 0");
        negative(stores.reward(), "points accounts", "SELECT COUNT(*) FROM points_account WHERE balance < 0");
    }

    private void negative(Stores.Database database, String what, String query) {
        try (Jdbc jdbc = Jdbc.open(database)) {
            long count = jdbc.count(query);
            if (count > 0) {
                keep(count + " " + what + " are negative");
            }
        }
    }

    private void keep(String violation) {
        if (violations.size() < MOST_KEPT && !violations.contains(violation)) {
            violations.add(violation);
        }
    }
}
