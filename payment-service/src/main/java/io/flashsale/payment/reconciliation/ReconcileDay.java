package io.flashsale.payment.reconciliation;

import io.flashsale.jobs.SoleRunner;
import io.flashsale.jobs.reconciliation.DailyReconciliation;
import io.flashsale.jobs.reconciliation.Difference;
import io.flashsale.jobs.reconciliation.Difference.Kind;
import io.flashsale.jobs.reconciliation.ReconciliationBooks;
import io.flashsale.jobs.reconciliation.ReconciliationBooks.Run;
import io.flashsale.payment.provider.PaymentProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes the books of a day: downloads the provider's statement line by line, and compares it, the wallets and the orders
 * with our payments. One instance at a time does; constant memory, however long the statement.
 */
@Component
public class ReconcileDay implements DailyReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileDay.class);
    private static final int LINES_AT_ONCE = 2_000;

    private final SoleRunner soleRunner;
    private final ReconciliationBooks books;
    private final StatementLines statementLines;
    private final PaymentProvider provider;
    private final CompareStatement statement;
    private final CompareWallets wallets;
    private final CompareOrders orders;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    ReconcileDay(
            SoleRunner soleRunner,
            ReconciliationBooks books,
            StatementLines statementLines,
            PaymentProvider provider,
            CompareStatement statement,
            CompareWallets wallets,
            CompareOrders orders,
            Clock clock) {
        this.soleRunner = soleRunner;
        this.books = books;
        this.statementLines = statementLines;
        this.provider = provider;
        this.statement = statement;
        this.wallets = wallets;
        this.orders = orders;
        this.clock = clock;
    }

    /** Yesterday, when its statement is there. */
    @Scheduled(cron = "${flashsale.payment.reconcile-at:0 30 10 * * *}", zone = "Asia/Shanghai")
    public void yesterday() {
        reconcile(LocalDate.now(clock.withZone(BEIJING)).minusDays(1), "schedule");
    }

    @Override
    public Optional<Long> reconcile(LocalDate day, String requestedBy) {
        return soleRunner.whileHeld("reconciliation", token -> run(books.begin(day, token, requestedBy)));
    }

    private long run(Run run) {
        long lines = 0;
        @Nullable String failure = null;
        try {
            lines = download(run);
            statement.compare(run);
            wallets.compare(run);
            orders.compare(run);
        } catch (IOException | RuntimeException e) {
            LOG.error("The books of {} could not be compared: {}", run.day(), e.toString());
            failure = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        } finally {
            books.end(run, lines, failure);
            statementLines.forget(run);
        }
        return run.id();
    }

    private long download(Run run) throws IOException, InterruptedException {
        URI address = provider.statementOf(run.day());
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw new IOException("The statement was answered with " + answer.statusCode());
            }
            return read(run, lines);
        }
    }

    private long read(Run run, BufferedReader lines) throws IOException {
        if (!StatementLine.HEADER.equals(lines.readLine())) {
            throw new IOException("The statement begins with another header");
        }
        List<StatementLine> waiting = new ArrayList<>(LINES_AT_ONCE);
        long number = 0;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            number++;
            Optional<StatementLine> line = StatementLine.parse(number, text);
            if (line.isEmpty()) {
                books.record(run, unreadable(number, text));
                continue;
            }
            waiting.add(line.get());
            if (waiting.size() == LINES_AT_ONCE) {
                statementLines.take(run, waiting);
                waiting.clear();
            }
        }
        if (!waiting.isEmpty()) {
            statementLines.take(run, waiting);
        }
        return number;
    }

    private static Difference unreadable(long number, String text) {
        return Difference.aCase(
                Kind.UNREADABLE,
                Books.STATEMENT,
                "line " + number,
                null,
                null,
                text.substring(0, Math.min(200, text.length())));
    }
}
