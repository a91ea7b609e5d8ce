package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.jobs.TakeOldRows;
import io.flashsale.order.domain.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders at their end are archived when they are old, with all that belongs to them; what is unfinished stays. */
class OldOrdersGoIT extends OrderServiceIT {

    @Autowired
    TakeOldRows takeOldRows;

    @Test
    void ordersAtTheirEndGoAndUnfinishedOnesStay() {
        Order cancelled = aged("CANCELLED", 100);
        Order fulfilled = aged("FULFILLED", 100);
        refund(fulfilled, "REFUNDED");
        Order young = aged("FULFILLED", 80);
        Order unpaid = aged("PENDING_PAYMENT", 100);
        Order refunding = aged("FULFILLED", 100);
        refund(refunding, "AWAITING_APPROVAL");
        Order owed = aged("CANCELLED", 100);
        jdbc.update(
                "INSERT INTO owed_refund (refund_id, order_id, payment_id, amount, currency, reason, attempts,"
                        + " next_attempt_at, created_at) VALUES (?, ?, 'p', 1, 'CNY', 'EXTRA_PAYMENT', 1,"
                        + " UTC_TIMESTAMP(3) + INTERVAL 1 YEAR, UTC_TIMESTAMP(3))",
                "owed-" + owed.id(),
                owed.id().value());

        takeOldRows.whenItIsTime();

        for (Order gone : List.of(cancelled, fulfilled)) {
            assertThat(rows("orders", "id", gone)).isZero();
            assertThat(rows("order_event", "order_id", gone)).isZero();
            assertThat(rows("orders_archive", "id", gone)).isEqualTo(1);
            assertThat(rows("order_event_archive", "order_id", gone)).isEqualTo(1);
        }
        assertThat(rows("order_refund", "order_id", fulfilled)).isZero();
        assertThat(rows("order_refund_archive", "order_id", fulfilled)).isEqualTo(1);
        for (Order kept : List.of(young, unpaid, refunding, owed)) {
            assertThat(rows("orders", "id", kept)).as(kept.toString()).isEqualTo(1);
            assertThat(rows("order_event", "order_id", kept)).isEqualTo(1);
            assertThat(rows("orders_archive", "id", kept)).isZero();
        }
        jdbc.update("DELETE FROM owed_refund WHERE order_id = ?", owed.id().value());
        jdbc.update(
                "UPDATE order_refund SET status = 'DENIED' WHERE order_id = ?",
                refunding.id().value());
    }

    @Test
    void messagesFencesAndSagasGoOnceTheyAreDoneWith() {
        String key = uniqueName("k");
        consumed(key + "-old", 100);
        consumed(key + "-young", 80);
        parked(key + "-replayed", "REPLAYED", "timer", 100);
        parked(key + "-parked", "PARKED", "", 100);
        parked(key + "-given-up", "DISCARDED", "", 100);
        fence(key + "-confirmed", 2, 100);
        fence(key + "-tried", 1, 100);
        fence(key + "-young", 2, 80);
        saga(key + "-done", "SU", false, 100);
        saga(key + "-failed", "FA", false, 100);
        saga(key + "-running", "RU", true, 100);

        takeOldRows.whenItIsTime();

        assertThat(left("consumed_message", "event_id", key)).containsExactly(key + "-young");
        assertThat(left("parked_message", "event_id", key)).containsExactly(key + "-given-up", key + "-parked");
        assertThat(left("tcc_fence_log", "xid", key)).containsExactly(key + "-tried", key + "-young");
        assertThat(left("seata_state_machine_inst", "id", key)).containsExactly(key + "-failed", key + "-running");
        assertThat(left("seata_state_inst", "machine_inst_id", key)).containsExactly(key + "-failed", key + "-running");
        jdbc.update("DELETE FROM seata_state_machine_inst WHERE id LIKE CONCAT(?, '%')", key);
        jdbc.update("DELETE FROM parked_message WHERE event_id LIKE CONCAT(?, '%')", key);
    }

    private Order aged(String status, int days) {
        Order order = storedOrder(Duration.ofHours(1));
        jdbc.update(
                "UPDATE orders SET status = ?, created_at = created_at - INTERVAL ? DAY,"
                        + " updated_at = updated_at - INTERVAL ? DAY WHERE id = ?",
                status,
                days,
                days,
                order.id().value());
        return order;
    }

    private void refund(Order order, String status) {
        jdbc.update(
                "INSERT INTO order_refund (refund_id, order_id, request_key, quantity, amount, currency, points,"
                        + " coupon_back, is_last, status, reason, requested_by, failures, created_at, updated_at)"
                        + " VALUES (?, ?, 'k', 1, 1, 'CNY', 0, 0, 0, ?, 'REQUESTED', 'b', 0, UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3))",
                "r-" + order.id(),
                order.id().value(),
                status);
    }

    private void consumed(String event, int days) {
        jdbc.update(
                "INSERT INTO consumed_message (consumer_group, event_id, consumed_at)"
                        + " VALUES ('g', ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY)",
                event,
                days);
    }

    private void parked(String event, String status, String reason, int days) {
        jdbc.update(
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at, status, reason, decided_at) VALUES ('g', ?, 't', '{}', 'x.Y', 1,"
                        + " UTC_TIMESTAMP(3), ?, ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY)",
                event,
                status,
                reason,
                days);
    }

    private void fence(String xid, int status, int days) {
        jdbc.update(
                "INSERT INTO tcc_fence_log (xid, branch_id, action_name, status, gmt_create, gmt_modified) VALUES"
                        + " (?, 1, 'a', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? DAY)",
                xid,
                status,
                days);
    }

    private void saga(String id, String status, boolean running, int days) {
        jdbc.update(
                "INSERT INTO seata_state_machine_inst (id, machine_id, tenant_id, gmt_started, business_key, status,"
                        + " is_running, gmt_end, gmt_updated) VALUES (?, 'm', '', UTC_TIMESTAMP(3), ?, ?, ?,"
                        + " UTC_TIMESTAMP(3) - INTERVAL ? DAY, UTC_TIMESTAMP(3))",
                id,
                id.substring(0, Math.min(48, id.length())),
                status,
                running,
                days);
        jdbc.update(
                "INSERT INTO seata_state_inst (id, machine_inst_id, name, gmt_started, status)"
                        + " VALUES ('s', ?, 'n', UTC_TIMESTAMP(3), 'SU')",
                id);
    }

    private int rows(String table, String column, Order order) {
        Integer rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM " + table + " WHERE " + column + " = ?",
                Integer.class,
                order.id().value());
        return rows == null ? -1 : rows;
    }

    private List<String> left(String table, String column, String prefix) {
        return jdbc.queryForList(
                "SELECT " + column + " FROM " + table + " WHERE " + column + " LIKE CONCAT(?, '%') ORDER BY 1",
                String.class,
                prefix);
    }
}
