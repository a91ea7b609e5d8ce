package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.sale.Books;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Rows;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Orders and stock in the baselines' own database; B3 has its stock in Redis. */
final class BaselineBooks implements Books {

    private final Rows rows;
    private final Jedis redis;
    private final Sale sale;
    private final Arm arm;

    BaselineBooks(Surroundings surroundings, Sale sale, Arm arm) {
        this.rows = surroundings.rows("benchmark");
        this.redis = new Jedis(surroundings.stockRedis());
        this.sale = sale;
        this.arm = arm;
    }

    @Override
    public boolean hold(long[] orderIds) {
        return orderIds.length == 0
                || rows.number("SELECT COUNT(*) FROM orders WHERE id IN (" + Books.list(orderIds) + ")")
                        == orderIds.length;
    }

    @Override
    public boolean areSettled(long accepted) {
        return true;
    }

    @Override
    public List<String> violations(Ids accepted, long unanswered) {
        Ids stored = rows.ids("SELECT id FROM orders WHERE campaign_id = ? AND sku = ?", sale.campaign(), arm.sku());
        List<String> violations = new ArrayList<>(Books.compare(accepted, stored, unanswered));
        long left = arm == Arm.B3
                ? Long.parseLong(redis.get("benchmark:left:{" + sale.campaign() + "}"))
                : rows.number(
                        "SELECT available FROM stock WHERE campaign_id = ? AND sku = ?", sale.campaign(), arm.sku());
        if (left < 0 || Sale.UNITS - left != stored.size()) {
            violations.add("%d orders, but %d units are gone".formatted(stored.size(), Sale.UNITS - left));
        }
        return violations;
    }

    @Override
    public void close() {
        rows.close();
        redis.close();
    }
}
