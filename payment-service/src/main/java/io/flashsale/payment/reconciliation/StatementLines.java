package io.flashsale.payment.reconciliation;

import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lines of the statement that is being compared, for as long as that lasts. */
@Component
public class StatementLines {

    private static final int DELETED_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final ReconciliationBooks books;

    StatementLines(JdbcTemplate jdbc, ReconciliationBooks books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** Takes lines in. */
    @Transactional
    public void take(Run run, List<StatementLine> lines) {
        books.requireLatest(run);
        jdbc.batchUpdate(
                "INSERT INTO statement_line (run_id, payment_id, kind, request_no, line_no, trade_no, amount)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                lines,
                lines.size(),
                (insert, line) -> {
                    insert.setLong(1, run.id());
                    insert.setString(2, line.paymentId());
                    insert.setString(3, line.kind().name());
                    insert.setString(4, line.requestNo());
                    insert.setLong(5, line.number());
                    insert.setString(6, line.tradeNo());
                    insert.setLong(7, line.amount());
                });
    }

    /** Forgets the lines of a run, and of those before it, some at a time. */
    void forget(Run run) {
        int deleted = DELETED_AT_ONCE;
        while (deleted == DELETED_AT_ONCE) {
            deleted = jdbc.update("DELETE FROM statement_line WHERE run_id <= ? LIMIT " + DELETED_AT_ONCE, run.id());
        }
    }
}
