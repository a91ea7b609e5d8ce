package io.flashsale.loadtest.benchmark.baseline;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The statements the baselines share. */
@Component
class BaselineTables {

    private static final String ORDER =
            "orders (id, buyer_id, campaign_id, sku, quantity, unit_price, amount, currency,"
                    + " status, idempotency_key, admitted_at, expire_at, created_at, updated_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, 'CNY', 'PENDING_PAYMENT', ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))";

    private final JdbcTemplate jdbc;

    BaselineTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void fill(String campaignId, String sku, int units) {
        jdbc.update(
                "INSERT INTO stock (campaign_id, sku, total, available) VALUES (?, ?, ?, ?)",
                campaignId,
                sku,
                units,
                units);
    }

    int available(PlacedOrder order) {
        Integer available = jdbc.queryForObject(
                "SELECT available FROM stock WHERE campaign_id = ? AND sku = ?",
                Integer.class,
                order.campaignId(),
                order.sku());
        return available == null ? 0 : available;
    }

    void setAvailable(PlacedOrder order, int available) {
        jdbc.update(
                "UPDATE stock SET available = ? WHERE campaign_id = ? AND sku = ?",
                available,
                order.campaignId(),
                order.sku());
    }

    /** The conditional update; false when there is not enough left. */
    boolean take(PlacedOrder order) {
        return jdbc.update(
                        "UPDATE stock SET available = available - ?"
                                + " WHERE campaign_id = ? AND sku = ? AND available >= ?",
                        order.quantity(),
                        order.campaignId(),
                        order.sku(),
                        order.quantity())
                == 1;
    }

    void insert(PlacedOrder order) {
        insert("INSERT INTO ", order);
    }

    void insertIfMissing(PlacedOrder order) {
        insert("INSERT IGNORE INTO ", order);
    }

    private void insert(String verb, PlacedOrder order) {
        jdbc.update(
                verb + ORDER,
                order.id(),
                order.buyerId(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                order.unitPrice(),
                order.amount(),
                order.idempotencyKey(),
                LocalDateTime.ofInstant(order.admittedAt(), ZoneOffset.UTC),
                LocalDateTime.ofInstant(order.expireAt(), ZoneOffset.UTC));
    }
}
