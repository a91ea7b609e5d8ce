package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.benchmark.load.Journeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes an order that waits and pays it, as a shopper's browser would: told to come again, it comes again. */
final class PayAnOrder implements Journeys.Journey {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_TIMES = 10;
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final HttpClient client;
    private final URI gateway;
    private final List<byte[]> tokens;
    private final UnpaidOrders orders;
    private final Arm arm;
    private final Map<Long, Long> intended = new ConcurrentHashMap<>();
    private final AtomicLong askedAgain = new AtomicLong();

    PayAnOrder(HttpClient client, URI gateway, List<byte[]> tokens, UnpaidOrders orders, Arm arm) {
        this.client = client;
        this.gateway = gateway;
        this.tokens = tokens;
        this.orders = orders;
        this.arm = arm;
    }

    @Override
    public long make(long intendedAt) throws IOException, InterruptedException {
        UnpaidOrders.Order order = orders.next();
        long late = (System.nanoTime() - intendedAt) / 1_000_000;
        intended.put(order.id(), Clock.systemUTC().millis() - late);
        JsonNode payment = JSON.readTree(pay(order));
        if (arm == Arm.PROVIDER) {
            expect(
                    200,
                    send(HttpRequest.newBuilder(
                                    URI.create(payment.path("payUrl").asString() + "/pay"))
                            .POST(HttpRequest.BodyPublishers.noBody())));
        } else if (!payment.path("status").asString().equals("CAPTURED")) {
            throw new IOException(
                    "A wallet payment is " + payment.path("status").asString());
        }
        return order.id();
    }

    /** When each paid order was meant to be paid, in milliseconds of the wall clock. */
    Map<Long, Long> intended() {
        return intended;
    }

    long askedAgain() {
        return askedAgain.get();
    }

    private String pay(UnpaidOrders.Order order) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/api/payments"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + new String(tokens.get(order.buyer()), StandardCharsets.US_ASCII))
                .header("Idempotency-Key", "pay-" + order.id())
                .POST(HttpRequest.BodyPublishers.ofString(body(order.id())));
        HttpResponse<String> answer = send(request);
        for (int times = 1; isToComeAgain(answer) && times < MOST_TIMES; times++) {
            askedAgain.incrementAndGet();
            Thread.sleep(COME_AGAIN);
            answer = send(request);
        }
        return expect(201, answer);
    }

    private String body(long order) {
        return switch (arm) {
            case WALLET -> "{\"orderId\":\"%d\",\"method\":\"WALLET\"}".formatted(order);
            case POINTS -> "{\"orderId\":\"%d\",\"method\":\"WALLET\",\"points\":5}".formatted(order);
            case PROVIDER -> "{\"orderId\":\"%d\",\"method\":\"PROVIDER\"}".formatted(order);
            case SEATA -> throw new IllegalArgumentException("It pays no order");
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isToComeAgain(HttpResponse<String> answer) {
        return answer.statusCode() == 503
                || answer.headers().firstValue("Retry-After").isPresent();
    }

    private static String expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
