package io.flashsale.payment.reconciliation;

import io.flashsale.jobs.reconciliation.Difference;
import io.flashsale.jobs.reconciliation.Difference.Kind;
import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Payments and refunds against the wallets' entries, and the wallets against the sums of theirs. These books move in the
 * same transactions, so every difference is a case: there is no rule by which one of them would be right.
 */
@Component
class CompareWallets {

    private static final String CAPTURED = "SELECT p.id, p.captured_amount,"
            + " -(COALESCE(e.held_change, 0) + COALESCE(a.held_change, 0)) FROM payment p"
            + entriesOf("CONCAT(p.id, '.', p.attempt)", "CAPTURE")
            + " WHERE p.method = 'WALLET' AND p.status = 'CAPTURED'"
            + " AND p.captured_amount <> -(COALESCE(e.held_change, 0) + COALESCE(a.held_change, 0))";

    private static final String REFUNDED = "SELECT r.refund_id, r.amount,"
            + " COALESCE(e.balance_change, 0) + COALESCE(a.balance_change, 0) FROM refund r"
            + " JOIN payment p ON p.id = r.payment_id AND p.method = 'WALLET'"
            + entriesOf("r.refund_id", "REFUND")
            + " WHERE r.status = 'REFUNDED'"
            + " AND r.amount <> COALESCE(e.balance_change, 0) + COALESCE(a.balance_change, 0)";

    private static final String PROMISED = "SELECT p.id, p.refunded_amount, COALESCE(SUM(r.amount), 0) FROM payment p"
            + " LEFT JOIN refund r ON r.payment_id = p.id AND r.status <> 'REFUSED' WHERE p.captured_amount > 0"
            + " GROUP BY p.id, p.refunded_amount HAVING p.refunded_amount <> COALESCE(SUM(r.amount), 0)";

    private static final String BALANCES = "SELECT w.buyer_id, w.balance + w.held, COALESCE(e.balance + e.held, 0)"
            + " FROM wallet w LEFT JOIN (SELECT buyer_id, SUM(balance_change) AS balance, SUM(held_change) AS held FROM"
            + "   (SELECT buyer_id, balance_change, held_change FROM wallet_entry UNION ALL"
            + "    SELECT buyer_id, balance_change, held_change FROM wallet_entry_archive) every GROUP BY buyer_id) e"
            + " ON e.buyer_id = w.buyer_id"
            + " WHERE w.balance <> COALESCE(e.balance, 0) OR w.held <> COALESCE(e.held, 0)";

    private final JdbcTemplate jdbc;
    private final ReconciliationBooks books;

    CompareWallets(JdbcTemplate jdbc, ReconciliationBooks books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    void compare(Run run) {
        look(run, CAPTURED, "The wallet's ledger has another capture than the payment.");
        look(run, REFUNDED, "The wallet's ledger has another refund than the payment.");
        look(run, PROMISED, "The refunds of the payment do not add up to what it says is refunded.");
        look(run, BALANCES, "The wallet is not the sum of its entries.");
    }

    /** An entry happens once, and is either still here ({@code e}) or in the archive ({@code a}). */
    private static String entriesOf(String reference, String kind) {
        return " LEFT JOIN wallet_entry e ON e.reference = %1$s AND e.kind = '%2$s'".formatted(reference, kind)
                + " LEFT JOIN wallet_entry_archive a ON a.reference = %1$s AND a.kind = '%2$s'"
                        .formatted(reference, kind);
    }

    private void look(Run run, String sql, String detail) {
        jdbc.query(
                        sql,
                        (row, _) -> Difference.aCase(
                                Kind.AMOUNT, Books.WALLETS, row.getString(1), row.getLong(2), row.getLong(3), detail))
                .forEach(difference -> books.record(run, difference));
    }
}
