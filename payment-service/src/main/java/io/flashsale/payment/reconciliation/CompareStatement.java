package io.flashsale.payment.reconciliation;

import io.flashsale.jobs.reconciliation.Difference;
import io.flashsale.jobs.reconciliation.Difference.Kind;
import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import io.flashsale.payment.application.CaptureProviderPayment;
import io.flashsale.payment.application.RefundPayment;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.PaymentProvider.TradeState;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Payments and refunds against the lines of a day's statement, by joins inside the database: only what differs comes into
 * memory. Where our books merely lag behind, the provider is asked again and the ordinary use case catches up; amounts
 * and unknown subjects are for an operator.
 */
@Component
class CompareStatement {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final JdbcTemplate jdbc;
    private final ReconciliationBooks books;
    private final PaymentProvider provider;
    private final Payments payments;
    private final CaptureProviderPayment capture;
    private final RefundPayment refunds;

    CompareStatement(
            JdbcTemplate jdbc,
            ReconciliationBooks books,
            PaymentProvider provider,
            Payments payments,
            CaptureProviderPayment capture,
            RefundPayment refunds) {
        this.jdbc = jdbc;
        this.books = books;
        this.provider = provider;
        this.payments = payments;
        this.capture = capture;
        this.refunds = refunds;
    }

    void compare(Run run) {
        linesWithoutOrUnlikeOurPayment(run);
        paymentsWithoutALine(run);
        linesWithoutOrUnlikeOurRefund(run);
        refundsWithoutALine(run);
        linesThatRepeat(run);
    }

    private void linesWithoutOrUnlikeOurPayment(Run run) {
        List<Found> found = jdbc.query(
                "SELECT s.payment_id, s.amount, p.amount, p.captured_amount FROM statement_line s"
                        + " LEFT JOIN payment p ON p.id = s.payment_id"
                        + " WHERE s.run_id = ? AND s.kind = 'TRADE'"
                        + " AND (p.id IS NULL OR p.captured_amount <> s.amount)",
                (row, _) -> new Found(
                        row.getString(1), row.getLong(2), row.getObject(3, Long.class), row.getObject(4, Long.class)),
                run.id());
        for (Found line : found) {
            books.record(run, judgePayment(line));
        }
    }

    private Difference judgePayment(Found line) {
        if (line.due == null || line.done == null) {
            return Difference.aCase(
                    Kind.MISSING, Books.STATEMENT, line.subject, null, line.theirs, "We know no such payment.");
        }
        if (line.due != line.theirs) {
            return Difference.aCase(
                    Kind.AMOUNT,
                    Books.STATEMENT,
                    line.subject,
                    line.due,
                    line.theirs,
                    "The payment is about another amount.");
        }
        Payment payment = payments.find(line.subject).orElseThrow();
        boolean caughtUp = provider.query(payment.id()) instanceof TradeState.Paid paid
                && capture.capture(payment, paid) == CaptureProviderPayment.Capture.DONE;
        return caughtUp
                ? Difference.repaired(
                        Kind.STATE,
                        Books.STATEMENT,
                        line.subject,
                        line.done,
                        line.theirs,
                        "It was paid and is captured now.")
                : Difference.aCase(
                        Kind.STATE,
                        Books.STATEMENT,
                        line.subject,
                        line.done,
                        line.theirs,
                        "Paid by the statement only.");
    }

    private void paymentsWithoutALine(Run run) {
        List<Found> found = jdbc.query(
                "SELECT p.id, p.captured_amount FROM payment p"
                        + " LEFT JOIN statement_line s ON s.run_id = ? AND s.payment_id = p.id AND s.kind = 'TRADE'"
                        + " WHERE p.method = 'PROVIDER' AND p.captured_at >= ? AND p.captured_at < ?"
                        + " AND s.run_id IS NULL",
                (row, _) -> new Found(row.getString(1), row.getLong(2), null, null),
                run.id(),
                startOf(run),
                endOf(run));
        for (Found payment : found) {
            if (provider.query(payment.subject) instanceof TradeState.Paid paid) {
                if (paid.at().atZone(BEIJING).toLocalDate().equals(run.day())) {
                    books.record(
                            run,
                            Difference.aCase(
                                    Kind.EXTRA,
                                    Books.STATEMENT,
                                    payment.subject,
                                    payment.theirs,
                                    null,
                                    "The provider says it was paid that day, and its statement does not."));
                }
                // Else it is in the statement of the day before: we heard of it after midnight.
            } else {
                books.record(
                        run,
                        Difference.aCase(
                                Kind.EXTRA,
                                Books.STATEMENT,
                                payment.subject,
                                payment.theirs,
                                null,
                                "Captured here, and the provider does not know of the money."));
            }
        }
    }

    private void linesWithoutOrUnlikeOurRefund(Run run) {
        List<Found> found = jdbc.query(
                "SELECT s.request_no, s.amount, r.amount, IF(r.status = 'REFUNDED', r.amount, 0)"
                        + " FROM statement_line s LEFT JOIN refund r ON r.refund_id = s.request_no"
                        + " AND r.payment_id = s.payment_id WHERE s.run_id = ? AND s.kind = 'REFUND'"
                        + " AND (r.refund_id IS NULL OR r.amount <> s.amount OR r.status <> 'REFUNDED')",
                (row, _) -> new Found(
                        row.getString(1), row.getLong(2), row.getObject(3, Long.class), row.getObject(4, Long.class)),
                run.id());
        for (Found line : found) {
            books.record(run, judgeRefund(line));
        }
    }

    private Difference judgeRefund(Found line) {
        if (line.due == null || line.done == null) {
            return Difference.aCase(
                    Kind.MISSING, Books.STATEMENT, line.subject, null, line.theirs, "We know no such refund.");
        }
        if (line.due != line.theirs) {
            return Difference.aCase(
                    Kind.AMOUNT,
                    Books.STATEMENT,
                    line.subject,
                    line.due,
                    line.theirs,
                    "The refund is about another amount.");
        }
        return refunds.catchUp(line.subject)
                ? Difference.repaired(
                        Kind.STATE,
                        Books.STATEMENT,
                        line.subject,
                        line.done,
                        line.theirs,
                        "It was made and is booked now.")
                : Difference.aCase(
                        Kind.STATE,
                        Books.STATEMENT,
                        line.subject,
                        line.done,
                        line.theirs,
                        "Made by the statement only.");
    }

    private void refundsWithoutALine(Run run) {
        List<Found> found = jdbc.query(
                "SELECT r.refund_id, r.amount, r.payment_id FROM refund r JOIN payment p ON p.id = r.payment_id"
                        + " LEFT JOIN statement_line s ON s.run_id = ? AND s.payment_id = r.payment_id"
                        + " AND s.kind = 'REFUND' AND s.request_no = r.refund_id"
                        + " WHERE p.method = 'PROVIDER' AND r.status = 'REFUNDED'"
                        + " AND r.settled_at >= ? AND r.settled_at < ? AND s.run_id IS NULL",
                (row, _) -> new Found(row.getString(1) + "@" + row.getString(3), row.getLong(2), null, null),
                run.id(),
                startOf(run),
                endOf(run));
        for (Found refund : found) {
            String refundId = refund.subject.substring(0, refund.subject.indexOf('@'));
            String paymentId = refund.subject.substring(refund.subject.indexOf('@') + 1);
            // One that was made shortly before midnight is in the statement of the day before.
            if (!provider.isRefunded(paymentId, refundId)) {
                books.record(
                        run,
                        Difference.aCase(
                                Kind.EXTRA,
                                Books.STATEMENT,
                                refundId,
                                refund.theirs,
                                null,
                                "Refunded here, and the provider does not know of it."));
            }
        }
    }

    private void linesThatRepeat(Run run) {
        jdbc.query(
                        "SELECT payment_id, request_no, COUNT(*), SUM(amount) FROM statement_line WHERE run_id = ?"
                                + " GROUP BY payment_id, kind, request_no HAVING COUNT(*) > 1",
                        (row, _) -> Difference.aCase(
                                Kind.MISSING,
                                Books.STATEMENT,
                                row.getString(2).isEmpty() ? row.getString(1) : row.getString(2),
                                null,
                                row.getLong(4),
                                "The statement has it " + row.getInt(3) + " times."),
                        run.id())
                .forEach(difference -> books.record(run, difference));
    }

    private static LocalDateTime startOf(Run run) {
        return run.day()
                .atStartOfDay(BEIJING)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    private static LocalDateTime endOf(Run run) {
        return run.day()
                .plusDays(1)
                .atStartOfDay(BEIJING)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    /** What a join found: their amount, what it should be by our books, and what is done by them. */
    private record Found(
            String subject,
            long theirs,
            @Nullable Long due,
            @Nullable Long done) {}
}
