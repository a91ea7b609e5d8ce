package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found in a sale that went well: nothing, and its numbers. */
class GoodSaleHoldsIT extends PlantedViolation {

    @Test
    void aSaleThatWentWellHoldsEverything() {
        AuditReport report = audit();

        assertThat(report.broken()).isEmpty();
        assertThat(report.findings()).noneMatch(finding -> finding.result() == Finding.Result.NOT_CHECKED);
        assertThat(report.of(Invariant.I1).numbers()).containsEntry("items", 2L).containsEntry("gates", 2L);
        assertThat(report.of(Invariant.I3).numbers()).containsEntry("sold", 3L);
        assertThat(report.of(Invariant.I4).numbers()).containsEntry("drained", 2L);
        assertThat(report.of(Invariant.I6).numbers()).containsEntry("accepted by history", 6L);
        assertThat(report.of(Invariant.I8).numbers()).containsEntry("asked more than once", 1L);
        assertThat(report.of(Invariant.I10).numbers())
                .containsEntry("captured", 298_000L)
                .containsEntry("refunded", 99_000L)
                .containsEntry("captured at the provider", 198_000L);
        assertThat(report.of(Invariant.I15).numbers()).containsEntry("sold-out answers", 1L);
    }

    @Test
    void rowsThatWerePutAwayCountAsBefore() throws SQLException {
        AuditReport before = audit();
        putAway("inventory", "reservation", "ledger_entry");
        putAway("orders", "orders", "order_event", "order_unit", "order_refund");
        putAway("payment", "wallet_entry");
        putAway("reward", "points_entry");

        AuditReport report = audit();

        assertThat(report.broken()).isEmpty();
        assertThat(report.of(Invariant.I3).numbers())
                .isEqualTo(before.of(Invariant.I3).numbers());
        assertThat(report.of(Invariant.I10).numbers())
                .isEqualTo(before.of(Invariant.I10).numbers());

        sql("reward", "DELETE FROM points_entry_archive WHERE order_id = '104'");
        assertThat(audit().broken()).extracting(Finding::invariant).contains(Invariant.I11);
    }

    private void putAway(String database, String... tables) throws SQLException {
        for (String table : tables) {
            sql(database, "INSERT INTO %1$s_archive SELECT * FROM %1$s", table);
            sql(database, "DELETE FROM %s", table);
        }
    }

    @Test
    void countsTheSaleUp() {
        Verdict verdict = auditor.auditSale(sale.stores(), "1", Optional.of(sale.history()), Optional.empty());

        assertThat(verdict.numbers().units()).isEqualTo(new SaleNumbers.Units(11, 3, 0, 8, 0));
        assertThat(verdict.numbers().orders()).isEqualTo(Map.of("FULFILLED", 3L, "CANCELLED", 1L, "REFUNDED", 1L));
        assertThat(verdict.numbers().clients().accepted()).isEqualTo(6);
        assertThat(verdict.numbers().clients().refusals()).isEqualTo(Map.of("sold-out", 1L));
        assertThat(verdict.numbers().clients().unknown()).isEqualTo(1);
        assertThat(verdict.numbers().clients().buying().calls()).isEqualTo(7);
        assertThat(verdict.numbers().money())
                .isEqualTo(new SaleNumbers.Money(298_000, 99_000, 199_000, 198_000, 99_000, true));
        assertThat(verdict.numbers().points()).isEqualTo(new SaleNumbers.Points(2_980, 990));
    }
}
