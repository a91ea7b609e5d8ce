package io.flashsale.loadtest.benchmark.sale;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.measure.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    private static final Pace SHORT = new Pace.Closed(Duration.ofMillis(100));

    private final AtomicLong orders = new AtomicLong();
    private final HttpServer shop = shop();
    private volatile int status = 202;

    @AfterEach
    void stop() {
        shop.stop(0);
    }

    @Test
    void countsWhatWasAcceptedUntilItIsPersisted() throws InterruptedException {
        try (HttpLoad load = load(new StoredOrders(0))) {
            HttpLoad.Phase phase = load.run(SHORT);

            assertThat(phase.result().accepted()).isEqualTo(orders.get()).isPositive();
            assertThat(phase.persistedPerSecond())
                    .isPositive()
                    .isLessThanOrEqualTo(phase.result().acceptedPerSecond());
            assertThat(phase.usage().generatorMillis()).isNotNegative();
            assertThat(load.violations()).isEmpty();
        }
    }

    @Test
    void booksThatDoNotBalanceAtOnceAreBrokenWhenEveryCallWasAnswered() throws InterruptedException {
        try (HttpLoad load = load(new StoredOrders(1))) {
            load.run(SHORT);

            assertThat(load.violations()).containsExactly("does not balance yet");
        }
    }

    @Test
    void booksGetTimeToBalanceWhenACallWasNotAnswered() throws InterruptedException {
        status = 503;
        try (HttpLoad load = load(new StoredOrders(3))) {
            load.run(SHORT);

            assertThat(load.unanswered()).isPositive();
            assertThat(load.violations()).isEmpty();
        }
    }

    private HttpLoad load(Books books) {
        InetSocketAddress door = shop.getAddress();
        HttpPurchase.Wish wish = new HttpPurchase.Wish(
                door, List.of("token".getBytes(StandardCharsets.US_ASCII)), _ -> new byte[0], "key-", "1", "tea");
        return new HttpLoad(Processes.self("shop"), new LoadGenerator(door, 2, () -> new HttpPurchase(wish)), books);
    }

    private HttpServer shop() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/orders", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = status == 202
                    ? "{\"orderId\":\"%d\"}".formatted(orders.incrementAndGet()).getBytes(StandardCharsets.US_ASCII)
                    : "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Holds every order, and does not balance the first so many times it is asked. */
    private static final class StoredOrders implements Books {
        private final AtomicInteger unbalanced;

        private StoredOrders(int unbalanced) {
            this.unbalanced = new AtomicInteger(unbalanced);
        }

        @Override
        public boolean hold(long[] orderIds) {
            return true;
        }

        @Override
        public boolean areSettled(long accepted) {
            return true;
        }

        @Override
        public List<String> violations(Ids accepted, long unanswered) {
            return unbalanced.getAndDecrement() > 0 ? List.of("does not balance yet") : List.of();
        }

        @Override
        public void close() {}
    }
}
