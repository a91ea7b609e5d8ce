package io.flashsale.payment.persistence;

import io.flashsale.payment.application.PaymentTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what payments and refunds left in MySQL. */
@Repository
class JdbcPaymentTrail implements PaymentTrail {

    private final JdbcTemplate jdbc;

    JdbcPaymentTrail(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Entry> ofOrder(String orderId) {
        List<Entry> entries = new ArrayList<>();
        jdbc.query(
                "SELECT id, method, amount, currency, status, failure, created_at, captured_at FROM payment"
                        + " WHERE order_id = ?",
                row -> {
                    String payment = row.getString("method") + " payment " + row.getString("id");
                    String failure = row.getString("failure");
                    boolean captured = row.getObject("captured_at") != null;
                    entries.add(new Entry(
                            time(row, "created_at"),
                            "PAYMENT_BEGUN",
                            payment + ", " + amount(row)
                                    + (captured ? "" : ", " + row.getString("status") + " now")
                                    + (failure == null ? "" : ": " + failure)));
                    if (captured) {
                        entries.add(new Entry(time(row, "captured_at"), "CAPTURED", payment));
                    }
                },
                orderId);
        jdbc.query(
                "SELECT r.refund_id, r.amount, r.currency, r.status, r.created_at FROM refund r"
                        + " JOIN payment p ON p.id = r.payment_id WHERE p.order_id = ?",
                row -> {
                    entries.add(new Entry(
                            time(row, "created_at"),
                            "MONEY_BACK",
                            amount(row) + ", refund " + row.getString("refund_id") + ", " + row.getString("status")
                                    + " now"));
                },
                orderId);
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private static String amount(ResultSet row) throws SQLException {
        return row.getLong("amount") + " " + row.getString("currency") + " minor units";
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
