package io.flashsale.order.persistence;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.reconciliation.EarningOrders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class JdbcEarningOrders implements EarningOrders {

    /** Points and coupons that paid for an order earn nothing. */
    private static String select(String orders, String units, String refunds) {
        return "SELECT o.id, o.status, o.updated_at,"
                + " COALESCE((SELECT SUM(u.paid) FROM " + units + " u WHERE u.order_id = o.id), o.amount),"
                + " (o.status IN ('PAYING', 'PAID', 'REFUNDING') OR EXISTS (SELECT 1 FROM " + refunds
                + "   r WHERE r.order_id = o.id AND r.status = 'RUNNING'))"
                + " FROM " + orders + " o";
    }

    private static final String NOW = select("orders", "order_unit", "order_refund");
    private static final String ONCE = select("orders_archive", "order_unit_archive", "order_refund_archive");

    private final JdbcTemplate jdbc;

    JdbcEarningOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Earning> changedBetween(Instant from, Instant to, long after, int limit) {
        return jdbc.query(
                NOW + " WHERE o.id > ? AND o.updated_at >= ? AND o.updated_at < ? ORDER BY o.id LIMIT ?",
                JdbcEarningOrders::read,
                after,
                OrderRow.utc(from),
                OrderRow.utc(to),
                limit);
    }

    @Override
    public List<Earning> among(Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        String among = " WHERE o.id IN (" + String.join(",", Collections.nCopies(orders.size(), "?")) + ")";
        Object[] ids = orders.stream().map(OrderId::value).toArray();
        List<Earning> found = jdbc.query(NOW + among, JdbcEarningOrders::read, ids);
        // One that is older than the archive's age may have got points only now.
        found.addAll(jdbc.query(ONCE + among, JdbcEarningOrders::read, ids));
        return found;
    }

    private static Earning read(ResultSet row, int number) throws SQLException {
        return new Earning(
                new OrderId(row.getLong(1)),
                OrderStatus.valueOf(row.getString(2)),
                row.getLong(4),
                row.getBoolean(5),
                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
