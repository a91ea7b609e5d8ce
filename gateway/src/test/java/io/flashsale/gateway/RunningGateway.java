package io.flashsale.gateway;

import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.testing.CrashableRedis;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.BoundTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The gateway on a free port, in front of an {@link Upstream}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "flashsale.gateway.sale.retry-interval=50ms",
            "flashsale.gateway.entry.head-timeout=1s",
            "flashsale.gateway.entry.body-timeout=1s",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=16",
            "flashsale.gateway.waiting.max-connections=20",
            "flashsale.gateway.entry.trusted-proxies=127.0.0.1",
            "flashsale.gateway.waiting.response-timeout=10s"
        })
@ActiveProfiles("dev")
public abstract class RunningGateway {

    /** Nothing listens here. */
    private static final String NOBODY = "http://127.0.0.1:1";

    /** The edge Redis. */
    protected static final CrashableRedis STORE = Middleware.crashableRedis();

    /** Stands for every service but reward-service, which is down. */
    protected static final Upstream UPSTREAM = new Upstream();

    /** What the shopper's device calls itself. */
    protected static final String DEVICE = "device-of-a-shopper";

    /** An operator's access token. */
    protected static final String OPERATOR = AccessToken.genuine("olivia", "OPERATOR");

    /** Reads answers. */
    protected static final JsonMapper JSON = new JsonMapper();

    private static final BoundTokens PURCHASE_TOKENS = BoundTokens.of(TestSecrets.PURCHASE_TOKEN_KEYS);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Counts the statuses campaign c1 had in this JVM: each has a higher version. */
    private static long changes = 1;

    @Autowired
    private CampaignWatch watch;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("flashsale.internal.secret", () -> TestSecrets.INTERNAL_SECRET);
        registry.add("flashsale.gateway.identity.public-key", () -> TestSecrets.JWT_PUBLIC_KEY);
        registry.add("flashsale.gateway.identity.private-key", () -> TestSecrets.JWT_PRIVATE_KEY);
        registry.add("flashsale.purchase-token.keys", () -> TestSecrets.PURCHASE_TOKEN_KEYS);
        registry.add("flashsale.gateway.store.url", STORE::url);
        registry.add("flashsale.gateway.limits.packaged", RunningGateway::generousLimits);
        registry.add("flashsale.gateway.services.inventory", UPSTREAM::url);
        registry.add("flashsale.gateway.services.order", UPSTREAM::url);
        registry.add("flashsale.gateway.services.payment", UPSTREAM::url);
        registry.add("flashsale.gateway.services.reward", () -> NOBODY);
    }

    @BeforeEach
    void forgetEarlierRequests() {
        UPSTREAM.reset();
        await().atMost(Duration.ofSeconds(10)).until(() -> UPSTREAM.version().equals(watch.version()));
    }

    /** As packaged, but for quotas and risk: all tests together come from one address, as few buyers. */
    private static String generousLimits() {
        try {
            ObjectNode limits = (ObjectNode) JSON.readTree(
                    new ClassPathResource("limits/limits.json").getContentAsString(StandardCharsets.UTF_8));
            limits.withObject("quotas").forEachEntry((name, quota) -> ((ObjectNode) quota).put("requests", 1_000_000));
            ObjectNode risk = limits.withObject("risk");
            risk.put("harderFrom", 1_000_000).put("slowFrom", 1_000_000).put("denyFrom", 1_000_000);
            Path file = Files.createTempFile("limits", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, limits.toString());
            return "file:" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the limits as an operator does, and returns when they are in force here. */
    protected HttpResponse<String> limit(Consumer<ObjectNode> change) {
        ObjectNode limits = (ObjectNode)
                JSON.readTree(send(request("/api/admin/limits", OPERATOR)).body());
        change.accept(limits);
        return send(request("/api/admin/limits", OPERATOR).PUT(HttpRequest.BodyPublishers.ofString(limits.toString())));
    }

    /** Makes campaign c1 with item s1 live and returns when the gateway knows. */
    protected void live(String status, Duration untilStart, boolean soldOut) {
        String version = UPSTREAM.live(campaign(changes++, status, untilStart, soldOut), Duration.ZERO);
        await().atMost(Duration.ofSeconds(10)).until(() -> version.equals(watch.version()));
    }

    /** Campaign c1 with item s1, as inventory-service tells it. */
    protected static String campaign(long version, String status, Duration untilStart, boolean soldOut) {
        Instant startsAt = Instant.now().plus(untilStart);
        return """
            [{"version":%d,"campaign":{"id":"c1","name":"Sale","status":"%s","startsAt":"%s","endsAt":"%s",
             "serverTime":"2026-01-01T00:00:00Z","items":[{"sku":"s1","name":"Phone",
             "salePrice":{"amount":990,"currency":"CNY"},"listPrice":{"amount":1990,"currency":"CNY"},
             "perBuyerLimit":2,"soldOut":%s,"claimedPercent":40}]}}]\
            """.formatted(version, status, startsAt, startsAt.plusSeconds(3600), soldOut);
    }

    /**
     * Starts one more gateway on the same stores. It runs until the JVM ends: gateways of one JVM share their event loops,
     * which the last one to start replaces. Tests that do so come last.
     *
     * @param settings that differ from this gateway's
     */
    protected static ConfigurableApplicationContext startAnother(
            Environment environment, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "server.port",
                "0",
                "management.server.port",
                "0",
                "flashsale.internal.secret",
                TestSecrets.INTERNAL_SECRET,
                "flashsale.purchase-token.keys",
                TestSecrets.PURCHASE_TOKEN_KEYS,
                "flashsale.gateway.entry.trusted-proxies",
                "127.0.0.1"));
        all.put("flashsale.gateway.identity.public-key", TestSecrets.JWT_PUBLIC_KEY);
        all.put("flashsale.gateway.identity.private-key", TestSecrets.JWT_PRIVATE_KEY);
        all.put(
                "flashsale.gateway.limits.packaged",
                environment.getRequiredProperty("flashsale.gateway.limits.packaged"));
        all.put("flashsale.gateway.store.url", STORE.url());
        all.put("flashsale.gateway.services.inventory", UPSTREAM.url());
        all.put("flashsale.gateway.services.order", UPSTREAM.url());
        all.putAll(settings);
        return new SpringApplicationBuilder(GatewayApplication.class)
                .profiles("dev")
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** The public port of a gateway. */
    protected static int portOf(ConfigurableApplicationContext gateway) {
        return Integer.parseInt(gateway.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The public port. */
    protected int port() {
        return port;
    }

    /** The management port. */
    protected int managementPort() {
        return managementPort;
    }

    /** A request to the gateway. */
    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** A request with an access token. */
    protected HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    /** An order for one unit, by the buyer {@code b-1}. */
    protected HttpRequest.Builder order(String token, String idempotencyKey, String campaignId, String sku) {
        return order(token, "b-1", idempotencyKey, campaignId, sku);
    }

    /** An order for one unit with a purchase token of its own. */
    protected HttpRequest.Builder order(
            String token, String buyer, String idempotencyKey, String campaignId, String sku) {
        return request("/api/orders", token)
                .header("Device-Id", DEVICE)
                .header(
                        "Purchase-Token",
                        purchaseToken(buyer, campaignId, sku, Instant.now().plusSeconds(45)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString("""
                    {"campaignId":"%s","sku":"%s","quantity":1}\
                    """.formatted(campaignId, sku)));
    }

    /** Permission to buy, as the gateway makes it. */
    protected static String purchaseToken(String buyer, String campaignId, String sku, Instant validUntil) {
        return PURCHASE_TOKENS.issue(buyer, UUID.randomUUID().toString(), validUntil, campaignId, sku, DEVICE);
    }

    /** Sends a request. */
    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(CLIENT, request);
    }

    /** Sends a request over a connection of its own. */
    protected static HttpResponse<String> sendAlone(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return send(client, request);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of a response header, null if it is absent. */
    protected static @Nullable String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }
}
