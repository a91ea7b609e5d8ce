package io.flashsale.provider;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells the merchant that a trade was paid, again and again with growing pauses, until it answers "success". */
final class Notifier implements AutoCloseable {

    private static final Logger log = System.getLogger(Notifier.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_ATTEMPTS = 25;

    private final Books books;
    private final Rsa2 rsa2;
    private final Faults faults;
    private final Settings settings;
    private final Clock clock;
    private final HttpClient http;
    private final AtomicReference<@Nullable Delivery> delayed = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Notifier(Books books, Rsa2 rsa2, Faults faults, Settings settings, Clock clock) {
        this.books = books;
        this.rsa2 = rsa2;
        this.faults = faults;
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }

    /** Takes up what an earlier run of the process still owed. */
    void resume() {
        books.unacknowledged().forEach(this::paid);
    }

    void paid(Trade trade) {
        String notifyUrl = trade.notifyUrl();
        if (notifyUrl == null || trade.acknowledged()) {
            return;
        }
        if (faults.strikes(Faults.Fault.LOSE_NOTIFICATION)) {
            // Nobody waits for it, and it is not sent after a restart, either.
            books.acknowledge(trade.tradeNo());
            return;
        }
        // Alipay keeps the id over the repetitions of one notification; the time is that of the delivery.
        Delivery first = new Delivery(
                trade, URI.create(notifyUrl), UUID.randomUUID().toString().replace("-", ""), 1);
        Delivery earlier = delayed.getAndSet(null);
        if (earlier == null && faults.strikes(Faults.Fault.DELAY_NOTIFICATION)) {
            delayed.set(first);
            return;
        }
        threads.execute(() -> {
            deliver(first);
            if (earlier != null) {
                deliver(earlier);
            }
        });
    }

    private void deliver(Delivery delivery) {
        if (!acknowledges(delivery)) {
            retry(delivery);
            return;
        }
        books.acknowledge(delivery.trade().tradeNo());
        if (faults.strikes(Faults.Fault.REPEAT_NOTIFICATION)) {
            threads.execute(() -> deliver(delivery));
        }
    }

    private boolean acknowledges(Delivery delivery) {
        try {
            HttpResponse<String> response = http.send(request(delivery), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().trim().equals("success");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void retry(Delivery delivery) {
        if (delivery.attempt() == MOST_ATTEMPTS) {
            log.log(
                    Level.WARNING,
                    "Trade {0} was never acknowledged.",
                    delivery.trade().tradeNo());
            return;
        }
        if (!threads.isShutdown()) {
            long pause = Math.min(
                    LONGEST_PAUSE.toMillis(), settings.firstRetry().toMillis() << Math.min(delivery.attempt() - 1, 20));
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, threads)
                    .execute(() -> deliver(delivery.next()));
        }
    }

    private HttpRequest request(Delivery delivery) {
        Trade trade = delivery.trade();
        Instant paidAt = trade.paidAt() == null ? clock.instant() : trade.paidAt();
        Map<String, String> fields = new TreeMap<>();
        fields.put("notify_time", BeijingTime.format(clock.instant()));
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_id", delivery.notifyId());
        fields.put("app_id", settings.appId());
        fields.put("charset", "utf-8");
        fields.put("version", "1.0");
        fields.put("sign_type", "RSA2");
        fields.put("trade_no", trade.tradeNo());
        fields.put("out_trade_no", trade.outTradeNo());
        fields.put("trade_status", TradeStatus.TRADE_SUCCESS.name());
        boolean misstated = faults.strikes(Faults.Fault.MISSTATE_NOTIFICATION);
        fields.put("seller_id", Settings.SELLER_ID);
        fields.put("total_amount", Yuan.of(trade.amount() + (misstated ? 1 : 0)));
        fields.put("receipt_amount", Yuan.of(trade.amount()));
        fields.put("subject", trade.subject());
        fields.put("gmt_create", BeijingTime.format(trade.createdAt()));
        fields.put("gmt_payment", BeijingTime.format(paidAt));
        fields.put("sign", rsa2.sign(Form.signedByProvider(fields)));
        if (faults.strikes(Faults.Fault.FORGE_NOTIFICATION)) {
            fields.put("total_amount", "0.01");
        }
        return HttpRequest.newBuilder(delivery.url())
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(fields)))
                .build();
    }

    @Override
    public void close() {
        threads.shutdown();
        http.shutdownNow();
    }

    private record Delivery(Trade trade, URI url, String notifyId, int attempt) {
        Delivery next() {
            return new Delivery(trade, url, notifyId, attempt + 1);
        }
    }
}
