package io.flashsale.payment.reconciliation;

import io.flashsale.payment.reconciliation.Difference.Books;
import io.flashsale.payment.reconciliation.Difference.Kind;
import io.flashsale.payment.reconciliation.ReconciliationBooks.Run;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Payments and refunds against the wallets' entries, and the wallets against the sums of theirs. These books move in the
 * same transactions, so every difference is a case: there is no rule by which one of them would be right.
 */
@Component
class CompareWallets {

    private static final String CAPTURED =
            "SELECT p.id, p.captured_amount, COALESCE(-SUM(e.held_change), 0) FROM payment p"
                    + " LEFT JOIN wallet_entry e ON e.reference = CONCAT(p.id, '.', p.attempt) AND e.kind = 'CAPTURE'"
                    + " WHERE p.method = 'WALLET' AND p.status = 'CAPTURED'"
                    + " GROUP BY p.id, p.captured_amount HAVING p.captured_amount <> COALESCE(-SUM(e.held_change), 0)";

    private static final String REFUNDED =
            "SELECT r.refund_id, r.amount, COALESCE(SUM(e.balance_change), 0) FROM refund r"
                    + " JOIN payment p ON p.id = r.payment_id AND p.method = 'WALLET'"
                    + " LEFT JOIN wallet_entry e ON e.reference = r.refund_id AND e.kind = 'REFUND'"
                    + " WHERE r.status = 'REFUNDED'"
                    + " GROUP BY r.refund_id, r.amount HAVING r.amount <> COALESCE(SUM(e.balance_change), 0)";

    private static final String PROMISED = "SELECT p.id, p.refunded_amount, COALESCE(SUM(r.amount), 0) FROM payment p"
            + " LEFT JOIN refund r ON r.payment_id = p.id AND r.status <> 'REFUSED' WHERE p.captured_amount > 0"
            + " GROUP BY p.id, p.refunded_amount HAVING p.refunded_amount <> COALESCE(SUM(r.amount), 0)";

    private static final String BALANCES = "SELECT w.buyer_id, w.balance + w.held,"
            + " COALESCE(SUM(e.balance_change + e.held_change), 0) FROM wallet w"
            + " LEFT JOIN wallet_entry e ON e.buyer_id = w.buyer_id GROUP BY w.buyer_id, w.balance, w.held"
            + " HAVING w.balance <> COALESCE(SUM(e.balance_change), 0) OR w.held <> COALESCE(SUM(e.held_change), 0)";

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

    private void look(Run run, String sql, String detail) {
        jdbc.query(
                        sql,
                        (row, _) -> Difference.aCase(
                                Kind.AMOUNT, Books.WALLETS, row.getString(1), row.getLong(2), row.getLong(3), detail))
                .forEach(difference -> books.record(run, difference));
    }
}
