package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.Middleware;
import io.flashsale.testing.MiddlewareProperties;
import io.flashsale.testing.ServiceProcess;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * payment-service on a real database, broker and transaction coordinator, with the provider's simulator as a process of
 * its own. Only its peers and the gateway are stood in for.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("dev")
@Import(Heard.Listening.class)
abstract class PaymentIT {

    static final Peers PEERS = Peers.start();
    static final Doorway DOORWAY = Doorway.start();
    static final ServiceProcess PROVIDER = startProvider();

    /** The key the provider is about to change to. */
    static final RsaKey NEXT_PROVIDER_KEY = RsaKey.random();

    private static final Caller ORDER_SERVICE = new Caller("order-service", Role.SERVICE);
    private static final Caller ANONYMOUS = new Caller("anonymous", Role.ANONYMOUS);

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    InternalTokens tokens;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Heard heard;

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry)
                .database("payment")
                .rocketMq()
                .seata()
                .edgeRedis()
                .with("FLASHSALE_ORDER_URL", PEERS.url())
                .with("FLASHSALE_INVENTORY_URL", PEERS.url())
                .with("FLASHSALE_REWARD_URL", PEERS.url())
                .with(
                        "FLASHSALE_PROVIDER_PUBLIC_KEY",
                        TestSecrets.PROVIDER_PUBLIC_KEY + "," + NEXT_PROVIDER_KEY.publicKey())
                .with("FLASHSALE_GATEWAY_URL", DOORWAY.url())
                .with("FLASHSALE_PROVIDER_URL", PROVIDER.url())
                .with("flashsale.payment.complete-refunds-every", "1s");
    }

    @BeforeEach
    void openTheDoor() {
        DOORWAY.leadsTo(
                URI.create("http://127.0.0.1:" + port + "/api/provider/notifications"), () -> tokens.issue(ANONYMOUS));
        DOORWAY.setOpen(true);
    }

    static ServiceProcess startProvider() {
        int port = Middleware.freePort();
        return ServiceProcess.of("infra/provider-simulator")
                .port(port)
                .with("FLASHSALE_PROVIDER_PORT", Integer.toString(port))
                .with(
                        "FLASHSALE_PROVIDER_BOOKS",
                        Path.of("target", "provider-books-" + UUID.randomUUID() + ".jsonl")
                                .toString())
                .healthPath("/health")
                .start();
    }

    // What shoppers and peers do.

    Answer pay(String buyer, String key, String order, String method) {
        return send(
                new Caller(buyer, Role.SHOPPER),
                post("{\"orderId\":\"%s\",\"method\":\"%s\"}".formatted(order, method))
                        .header("Idempotency-Key", key),
                "/api/payments");
    }

    Answer pay(String buyer, String key, String order, String method, long points, @Nullable String coupon) {
        return send(
                new Caller(buyer, Role.SHOPPER),
                post("{\"orderId\":\"%s\",\"method\":\"%s\",\"points\":%d,\"couponId\":%s}"
                                .formatted(order, method, points, coupon == null ? "null" : "\"" + coupon + "\""))
                        .header("Idempotency-Key", key),
                "/api/payments");
    }

    Answer payment(String buyer, String paymentId) {
        return send(new Caller(buyer, Role.SHOPPER), HttpRequest.newBuilder().GET(), "/api/payments/" + paymentId);
    }

    Answer topUp(String buyer, long amount) {
        return send(
                new Caller(buyer, Role.SHOPPER),
                post("{\"amount\":{\"amount\":%d,\"currency\":\"CNY\"}}".formatted(amount)),
                "/api/wallet/top-ups");
    }

    Purse purse(String buyer) {
        JsonNode wallet = send(
                        new Caller(buyer, Role.SHOPPER),
                        HttpRequest.newBuilder().GET(),
                        "/api/wallet")
                .body();
        return new Purse(
                wallet.path("balance").path("amount").asLong(-1),
                wallet.path("held").path("amount").asLong(-1));
    }

    Answer refund(String refundId, String order, long amount) {
        return send(
                ORDER_SERVICE,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                "{\"orderId\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"CNY\"}}"
                                        .formatted(order, amount))),
                "/internal/refunds/" + refundId);
    }

    String notifyService(byte[] rawBody) {
        return exchange(
                        ANONYMOUS,
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(rawBody)),
                        "/api/provider/notifications")
                .body();
    }

    // What happens at the provider.

    void buyerPaysAtProvider(JsonNode payment) {
        URI cashier = URI.create(payment.path("payUrl").asString() + "/pay");
        assertThat(plain(HttpRequest.newBuilder(cashier)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    void planFault(String fault, int times) {
        URI uri = URI.create(PROVIDER.url() + "/faults/" + fault + "/" + times);
        assertThat(plain(HttpRequest.newBuilder(uri)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    JsonNode bookOf(String paymentId) {
        JsonNode books = json.readTree(plain(HttpRequest.newBuilder(URI.create(PROVIDER.url() + "/books"))
                        .build())
                .body());
        for (JsonNode trade : books.path("trades")) {
            if (trade.path("outTradeNo").asString().equals(paymentId)) {
                return trade;
            }
        }
        throw new AssertionError("The provider has no trade " + paymentId);
    }

    // What can be seen from outside.

    String statusOf(String paymentId) {
        return String.valueOf(jdbc.queryForObject("SELECT status FROM payment WHERE id = ?", String.class, paymentId));
    }

    long sum(String sql, Object... arguments) {
        Long sum = jdbc.queryForObject(sql, Long.class, arguments);
        return sum == null ? 0 : sum;
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }

    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    static <T> List<T> concurrently(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(Caller caller, HttpRequest.Builder request, String path) {
        HttpResponse<String> response = exchange(caller, request, path);
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(""),
                response.body().isEmpty() ? json.nullNode() : json.readTree(response.body()));
    }

    private HttpResponse<String> exchange(Caller caller, HttpRequest.Builder request, String path) {
        return plain(request.uri(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + tokens.issue(caller))
                .build());
    }

    HttpResponse<String> plain(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    record Answer(int status, String retryAfter, JsonNode body) {
        String code() {
            return body.path("code").asString("");
        }

        String paymentId() {
            return body.path("paymentId").asString("");
        }

        String paymentStatus() {
            return body.path("status").asString("");
        }
    }

    record Purse(long balance, long held) {}

    /** A key pair, DER in Base64. */
    record RsaKey(String privateKey, String publicKey) {
        static RsaKey random() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                Base64.Encoder base64 = Base64.getEncoder();
                return new RsaKey(
                        base64.encodeToString(pair.getPrivate().getEncoded()),
                        base64.encodeToString(pair.getPublic().getEncoded()));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
