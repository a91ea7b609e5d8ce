package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
}
