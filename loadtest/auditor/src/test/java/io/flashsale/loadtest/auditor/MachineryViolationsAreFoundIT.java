package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** What messaging and transactions left lying about. */
class MachineryViolationsAreFoundIT extends PlantedViolation {

    @Test
    void i12FindsAParkedMessage() throws SQLException {
        sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at) VALUES ('g', 'e1', 't', '{}', 'java.lang.Error', 5, '2026-01-01')");

        found(Invariant.I12, "reward-service g, event e1, PARKED: java.lang.Error");
    }

    @Test
    void i12FindsAMessageDiscardedWithoutAWord() throws SQLException {
        sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at, status) VALUES ('g', 'e1', 't', '{}', 'E', 5, '2026-01-01', 'DISCARDED'),"
                        + " ('g', 'e2', 't', '{}', 'E', 5, '2026-01-01', 'REPLAYED')");

        found(Invariant.I12, "event e1, DISCARDED");
        assertThat(audit().of(Invariant.I12).violations()).isEqualTo(1);
    }

    @Test
    void i12FindsADeadJournalEntry() {
        sale.redis().xadd("fs:inv:journal-dead:{c1.i1}", StreamEntryID.NEW_ENTRY, Map.of("a", "b"));

        found(Invariant.I12, "gate of item 1: 1 journal entries set aside");
    }

    @Test
    void i13FindsAGlobalTransactionThatNeverEnded() throws SQLException {
        sql(
                "seata",
                "INSERT INTO global_table (xid, status, begin_time) VALUES ('x1', 1, %d)",
                sale.started().toEpochMilli());

        found(Invariant.I13, "global transaction x1 has status 1");
    }

    @Test
    void i13FindsABranchThatNeverEnded() throws SQLException {
        sql(
                "orders",
                "INSERT INTO tcc_fence_log (xid, branch_id, action_name, status, gmt_create, gmt_modified) VALUES"
                        + " ('x1', 1, 'order-checkout', 1, '2026-01-01', '2026-01-01'),"
                        + " ('x2', 2, 'order-checkout', 2, '2026-01-01', '2026-01-01')");

        found(Invariant.I13, "order-service: branch order-checkout of x1");
        assertThat(audit().of(Invariant.I13).violations()).isEqualTo(1);
    }

    @Test
    void i13FindsASagaThatNeverEnded() throws SQLException {
        sql(
                "orders",
                "INSERT INTO seata_state_machine_inst (id, machine_id, tenant_id, gmt_started, business_key, status,"
                        + " is_running, gmt_updated) VALUES ('s1', 'm', 't', '2026-01-01', '101', 'RU', 1,"
                        + " '2026-01-01'), ('s2', 'm', 't', '2026-01-01', '104', 'SU', 0, '2026-01-01')");

        found(Invariant.I13, "saga s1 (101) is RU");
        assertThat(audit().of(Invariant.I13).violations()).isEqualTo(1);
    }

    @Test
    void i16FindsARunThatDidNotComeToRest() {
        Rest rest = new Rest(Duration.ofSeconds(90), Duration.ofSeconds(60), List.of("2 journal entries"));

        AuditReport report = auditor.audit(sale.stores(), Optional.empty(), Optional.of(rest));

        assertThat(report.of(Invariant.I16).result()).isEqualTo(Finding.Result.BROKEN);
        assertThat(report.of(Invariant.I16).offenders()).containsExactly("after 90 s: 2 journal entries");
    }
}
