package io.flashsale.order.persistence;

import io.flashsale.order.application.OrderArchive;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what the orders, their history, the refunds owed for them and their sagas left in MySQL. */
@Repository
class JdbcOrderArchive implements OrderArchive {

    /** Longer than any two requests of one saga step differ. */
    private static final int LONGEST_ERROR = 300;

    private final JdbcTemplate jdbc;
    private final Orders orders;

    JdbcOrderArchive(JdbcTemplate jdbc, Orders orders) {
        this.jdbc = jdbc;
        this.orders = orders;
    }

    @Override
    public List<Order> search(Search search, int limit) {
        StringBuilder sql = new StringBuilder("SELECT id FROM orders WHERE 1 = 1");
        List<Object> values = new ArrayList<>();
        where(sql, values, " AND buyer_id = ?", search.buyerId());
        where(sql, values, " AND campaign_id = ?", search.campaignId());
        where(
                sql,
                values,
                " AND status = ?",
                search.status() == null ? null : search.status().name());
        where(sql, values, " AND admitted_at >= ?", search.since() == null ? null : OrderRow.utc(search.since()));
        where(sql, values, " AND admitted_at < ?", search.until() == null ? null : OrderRow.utc(search.until()));
        where(
                sql,
                values,
                " AND id < ?",
                search.before() == null ? null : search.before().value());
        values.add(limit);
        return jdbc
                .queryForList(sql.append(" ORDER BY id DESC LIMIT ?").toString(), Long.class, values.toArray())
                .stream()
                .map(id -> orders.find(new OrderId(id)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static void where(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    @Override
    public List<Group> summary(String campaignId) {
        return jdbc.query(
                "SELECT status, reason, currency, COUNT(*) AS orders, SUM(quantity) AS units, SUM(amount) AS amount"
                        + " FROM orders WHERE campaign_id = ? GROUP BY status, reason, currency"
                        + " ORDER BY status, reason, currency",
                (row, number) -> new Group(
                        OrderStatus.valueOf(row.getString("status")),
                        reason(row),
                        row.getLong("orders"),
                        row.getLong("units"),
                        new Money(row.getLong("amount"), row.getString("currency"))),
                campaignId);
    }

    private static @Nullable OrderReason reason(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason == null ? null : OrderReason.valueOf(reason);
    }

    @Override
    public List<Entry> entriesOf(OrderId id) {
        List<Entry> entries = new ArrayList<>();
        entries.addAll(jdbc.query(
                "SELECT to_status, at, reason, trace_id FROM order_event WHERE order_id = ? ORDER BY seq",
                (row, number) -> new Entry(
                        time(row, "at"),
                        "order",
                        row.getString("to_status"),
                        row.getString("reason"),
                        row.getString("trace_id")),
                id.value()));
        entries.addAll(jdbc.query(
                "SELECT s.name, s.status, s.gmt_started, s.excep, m.business_key FROM seata_state_inst s"
                        + " JOIN seata_state_machine_inst m ON m.id = s.machine_inst_id"
                        + " WHERE m.business_key IN (?, ?) AND s.type = 'ServiceTask' ORDER BY s.gmt_started",
                (row, number) -> new Entry(
                        row.getTimestamp("gmt_started").toInstant(),
                        "saga " + row.getString("business_key").replace("-" + id, ""),
                        row.getString("name"),
                        sagaDetail(row.getString("status"), row.getString("excep")),
                        null),
                "fulfil-order-" + id,
                "refund-order-" + id));
        entries.addAll(jdbc.query(
                "SELECT refund_id, amount, currency, reason, attempts, created_at, refunded_at FROM owed_refund"
                        + " WHERE order_id = ?",
                (row, number) -> new Entry(
                        time(row, "created_at"),
                        "refund owed",
                        row.getString("reason"),
                        row.getLong("amount") + " " + row.getString("currency") + " minor units, refund "
                                + row.getString("refund_id") + ", "
                                + (row.getObject("refunded_at") == null
                                        ? "not settled after " + row.getInt("attempts") + " attempts"
                                        : "settled"),
                        null),
                id.value()));
        entries.addAll(jdbc.query(
                "SELECT written_at, written_by, points, text FROM order_note WHERE order_id = ?",
                (row, number) -> new Entry(
                        time(row, "written_at"),
                        "note of " + row.getString("written_by"),
                        row.getLong("points") + " points given",
                        row.getString("text"),
                        null),
                id.value()));
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private static String sagaDetail(String status, @Nullable String error) {
        String outcome =
                switch (status) {
                    case "SU" -> "succeeded";
                    case "RU" -> "running";
                    case "FA" -> "failed";
                    case "UN" -> "outcome unknown";
                    default -> status;
                };
        return error == null || error.isEmpty()
                ? outcome
                : outcome + ": "
                        + error.lines()
                                .findFirst()
                                .map(JdbcOrderArchive::shortened)
                                .orElse("");
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
