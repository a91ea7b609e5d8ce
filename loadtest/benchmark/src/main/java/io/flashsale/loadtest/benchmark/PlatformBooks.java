package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.load.Ids;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Orders in order-service's database, reservations and the ledger in inventory-service's, the gate in Redis. */
final class PlatformBooks implements Books {

    private final Rows orders;
    private final Rows inventory;
    private final Jedis gate;
    private final Sale sale;
    private final String sku;
    private final long item;

    PlatformBooks(Surroundings surroundings, Sale sale, String sku) {
        this.orders = surroundings.rows("orders");
        this.inventory = surroundings.rows("inventory");
        this.gate = new Jedis(surroundings.stockRedis());
        this.sale = sale;
        this.sku = sku;
        this.item = inventory.number(
                "SELECT id FROM campaign_item WHERE campaign_id = ? AND sku = ?", sale.campaign(), sku);
    }

    @Override
    public boolean hold(long[] orderIds) {
        return orderIds.length == 0
                || orders.number("SELECT COUNT(*) FROM orders WHERE id IN (" + Books.list(orderIds) + ")")
                        == orderIds.length;
    }

    /** Also the wake-up messages at the end of the time to pay, which wait in the outbox, are work to be counted. */
    @Override
    public boolean areSettled(long accepted) {
        return held() >= accepted
                && orders.number("SELECT COUNT(*) FROM (SELECT 1 FROM outbox_message LIMIT 1) waiting") == 0;
    }

    @Override
    public List<String> violations(Ids accepted, long unanswered) {
        Ids stored = orders.ids("SELECT id FROM orders WHERE campaign_id = ? AND sku = ?", sale.campaign(), sku);
        List<String> violations = new ArrayList<>(Books.compare(accepted, stored, unanswered));
        long held = held();
        long reservations =
                inventory.number("SELECT COUNT(*) FROM reservation WHERE item_id = ? AND status = 'HELD'", item);
        long available =
                Long.parseLong(gate.hget("fs:inv:stock:{c%s.i%d}".formatted(sale.campaign(), item), "available"));
        if (held != stored.size() || reservations != held) {
            violations.add("%d orders, %d reservations, %d units held in the ledger"
                    .formatted(stored.size(), reservations, held));
        }
        if (held > Sale.UNITS || available != Sale.UNITS - held) {
            violations.add("of %d units the ledger holds %d and the gate still offers %d"
                    .formatted(Sale.UNITS, held, available));
        }
        return violations;
    }

    private long held() {
        return inventory.number("SELECT held FROM campaign_item WHERE id = ?", item);
    }

    @Override
    public void close() {
        orders.close();
        inventory.close();
        gate.close();
    }
}
