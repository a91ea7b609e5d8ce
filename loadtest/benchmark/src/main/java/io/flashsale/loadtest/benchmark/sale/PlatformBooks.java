package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.stack.Rows;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/**
 * Orders in order-service's database, reservations and the ledger in inventory-service's, the gate in Redis, of items that
 * are sold together.
 */
public final class PlatformBooks implements Books {

    private static final int MOST_EXAMPLES = 3;

    private final Rows orders;
    private final Rows inventory;
    private final Jedis gate;
    private final List<Item> items;
    private final String itemIds;

    /** The books of these items, which have plenty of units. */
    public PlatformBooks(Surroundings surroundings, List<Offer> offers) {
        this.orders = surroundings.rows("orders");
        this.inventory = surroundings.rows("inventory");
        this.gate = new Jedis(surroundings.stockRedis());
        this.items = offers.stream()
                .map(offer -> new Item(
                        offer,
                        inventory.number(
                                "SELECT id FROM campaign_item WHERE campaign_id = ? AND sku = ?",
                                offer.campaign(),
                                offer.sku())))
                .toList();
        this.itemIds = Books.list(items.stream().mapToLong(Item::id).toArray());
    }

    private record Item(Offer offer, long id) {}

    @Override
    public boolean hold(long[] orderIds) {
        return orderIds.length == 0
                || orders.number("SELECT COUNT(*) FROM orders WHERE id IN (" + Books.list(orderIds) + ")")
                        == orderIds.length;
    }

    /** Also the wake-up messages at the end of the time to pay, which wait in the outbox, are work to be counted. */
    @Override
    public boolean areSettled(long accepted) {
        return inventory.number("SELECT SUM(held) FROM campaign_item WHERE id IN (" + itemIds + ")") >= accepted
                && orders.number("SELECT COUNT(*) FROM (SELECT 1 FROM outbox_message LIMIT 1) waiting") == 0;
    }

    @Override
    public List<String> violations(Ids accepted, long unanswered) {
        Ids stored = new Ids();
        List<String> ofItems = new ArrayList<>();
        for (Item item : items) {
            Ids ofItem = orders.ids(
                    "SELECT id FROM orders WHERE campaign_id = ? AND sku = ?",
                    item.offer().campaign(),
                    item.offer().sku());
            stored.addAll(ofItem);
            ofItems.addAll(violations(item, ofItem.size()));
        }
        List<String> violations =
                new ArrayList<>(ofItems.stream().limit(MOST_EXAMPLES).toList());
        if (ofItems.size() > MOST_EXAMPLES) {
            violations.add("and the same of more items, %d in all".formatted(ofItems.size()));
        }
        violations.addAll(Books.compare(accepted, stored, unanswered));
        return violations;
    }

    private List<String> violations(Item item, int stored) {
        List<String> violations = new ArrayList<>();
        long held = inventory.number("SELECT held FROM campaign_item WHERE id = ?", item.id());
        long reservations =
                inventory.number("SELECT COUNT(*) FROM reservation WHERE item_id = ? AND status = 'HELD'", item.id());
        long available = Long.parseLong(
                gate.hget("fs:inv:stock:{c%s.i%d}".formatted(item.offer().campaign(), item.id()), "available"));
        if (held != stored || reservations != held) {
            violations.add(
                    "%d orders, %d reservations, %d units held in the ledger".formatted(stored, reservations, held));
        }
        if (held > Sale.UNITS || available != Sale.UNITS - held) {
            violations.add("of %d units the ledger holds %d and the gate still offers %d"
                    .formatted(Sale.UNITS, held, available));
        }
        return violations;
    }

    @Override
    public void close() {
        orders.close();
        inventory.close();
        gate.close();
    }
}
