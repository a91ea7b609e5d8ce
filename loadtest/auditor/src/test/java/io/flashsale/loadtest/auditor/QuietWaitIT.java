package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** Whatever is under way is seen, and named; what rests is not. */
class QuietWaitIT extends PlantedViolation {

    @Test
    void seesThatEverythingRests() {
        QuietWait wait = new QuietWait(sale.stores(), Optional.of("1"), Clock.systemUTC());

        assertThat(wait.pending()).isEmpty();
        assertThat(wait.await(Duration.ofSeconds(30), pending -> {}).reached()).isTrue();
    }

    @Test
    void seesWhatIsUnderWay() throws SQLException {
        sale.redis().xadd("fs:inv:journal:{c1.i1}", StreamEntryID.NEW_ENTRY, Map.of("a", "b"));
        sale.redis().hdel("fs:inv:stock:{c1.i2}", "epoch");
        sql("orders", "UPDATE orders SET status = 'REFUNDING' WHERE id = 103");
        sql("orders", "UPDATE orders SET status = 'PENDING_PAYMENT' WHERE id = 102");
        sql("inventory", "DELETE FROM reservation WHERE order_id = '101'");
        sql("inventory", "UPDATE ledger_entry SET state = 'NEW' WHERE order_id = '102'");
        sql("payment", "UPDATE refund SET status = 'REQUESTED'");
        sql("seata", "INSERT INTO global_table (xid, status, begin_time) VALUES ('x1', 1, 1)");
        sql(
                "reward",
                "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload) VALUES ('e', 't', 't', 'k',"
                        + " '{}')");
        sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at, replay_at) VALUES"
                        + " ('g', 'e1', 't', '{}', 'E', 5, '2026-01-01', '2026-01-02'),"
                        + " ('g', 'e2', 't', '{}', 'E', 5, '2026-01-01', NULL)");

        QuietWait wait = new QuietWait(sale.stores(), Optional.of("1"), Clock.systemUTC());

        assertThat(wait.pending())
                .containsExactly(
                        "1 journal entries",
                        "1 gates not ready",
                        "2 ledger entries the gate does not know",
                        "1 unpaid orders",
                        "1 orders being paid, fulfilled or refunded",
                        "1 reservations or orders without the other",
                        "1 refunds",
                        "1 unsent events of reward-service",
                        "1 parked messages still to be replayed of reward-service",
                        "1 global transactions");
        assertThat(wait.await(Duration.ofMillis(1), pending -> {}).pending()).hasSize(10);
    }

    @Test
    void seesMoneyAndTransactionsThatAreUnderWay() throws SQLException {
        sql("inventory", "UPDATE reservation SET status = 'HELD' WHERE order_id = '102'");
        sql("payment", "UPDATE payment SET status = 'AUTHORISED' WHERE id = 'p1'");
        sql(
                "orders",
                "INSERT INTO owed_refund (refund_id, order_id, payment_id, amount, currency, reason, attempts,"
                        + " next_attempt_at, created_at) VALUES ('late-102', 102, 'p2', 99000, 'CNY', 'LATE_PAYMENT', 0,"
                        + " '2026-01-01', '2026-01-01')");
        sql(
                "orders",
                "INSERT INTO seata_state_machine_inst (id, machine_id, tenant_id, gmt_started, business_key, status,"
                        + " is_running, gmt_updated) VALUES ('s1', 'm', 't', '2026-01-01', '101', 'RU', 1, '2026-01-01')");
        sql(
                "payment",
                "INSERT INTO tcc_fence_log (xid, branch_id, action_name, status, gmt_create, gmt_modified) VALUES"
                        + " ('x1', 1, 'wallet-hold', 1, '2026-01-01', '2026-01-01')");
        sale.books(SmallSale.trade("p3", 99_000, 0).replace("true", "false"));

        assertThat(pending())
                .containsExactly(
                        "1 reservations held for ended orders",
                        "1 refunds owed",
                        "1 running sagas of order-service",
                        "1 wallet checkouts",
                        "1 tried branches of payment-service",
                        "1 unconfirmed provider notifications");
    }

    @Test
    void seesACapturedPaymentUntilItsOrderHasHeardOfIt() throws SQLException {
        sql("payment", "UPDATE payment SET captured_at = UTC_TIMESTAMP(3) WHERE id = 'p4'");
        sql("orders", "UPDATE orders SET payment_id = NULL WHERE id = 104");
        assertThat(pending()).containsExactly("1 captured payments their order has not heard of");

        sql("orders", "UPDATE orders SET payment_id = 'p4' WHERE id = 104");
        assertThat(pending()).isEmpty();
    }

    @Test
    void anOrderThatOwesAPaymentBackHasHeardOfIt() throws SQLException {
        sql("payment", "UPDATE payment SET captured_at = UTC_TIMESTAMP(3) WHERE id = 'p4'");
        sql("orders", "UPDATE orders SET payment_id = NULL WHERE id = 104");
        sql(
                "orders",
                "INSERT INTO owed_refund (refund_id, order_id, payment_id, amount, currency, reason, attempts,"
                        + " next_attempt_at, refunded_at, created_at) VALUES ('late-104', 104, 'p4', 99000, 'CNY',"
                        + " 'LATE_PAYMENT', 1, '2026-01-01', '2026-01-01', '2026-01-01')");

        assertThat(pending()).isEmpty();
    }

    @Test
    void doesNotWaitForAnOrderToHearOfAPaymentThatDoesNotPayIt() throws SQLException {
        sql("orders", "UPDATE orders SET payment_id = NULL WHERE id = 104");
        sql(
                "payment",
                "UPDATE payment SET captured_at = UTC_TIMESTAMP(3), refunded_amount = captured_amount,"
                        + " pays_order_id = NULL WHERE id = 'p4'");

        assertThat(pending()).isEmpty();
    }

    @Test
    void leavesAPaymentNobodyHasHeardOfSinceTheLongestRetryToTheAudit() throws SQLException {
        sql("orders", "UPDATE orders SET payment_id = NULL WHERE id = 104");
        sql("payment", "UPDATE payment SET captured_at = UTC_TIMESTAMP(3) - INTERVAL 11 MINUTE WHERE id = 'p4'");

        assertThat(pending()).isEmpty();
    }

    private List<String> pending() {
        return new QuietWait(sale.stores(), Optional.of("1"), Clock.systemUTC()).pending();
    }
}
