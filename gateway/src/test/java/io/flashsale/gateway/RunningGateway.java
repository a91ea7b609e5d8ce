package io.flashsale.gateway;

import io.flashsale.testing.TestSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway on a free port, in front of an {@link Upstream}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "flashsale.gateway.sale.poll-interval=50ms",
            "flashsale.gateway.entry.body-timeout=1s",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=16",
            "flashsale.gateway.waiting.max-connections=20",
            "flashsale.gateway.waiting.response-timeout=10s"
        })
@ActiveProfiles("dev")
public abstract class RunningGateway {

    /** Nothing listens here. */
    private static final String NOBODY = "http://127.0.0.1:1";

    /** Stands for every service but reward-service, which is down. */
    protected static final Upstream UPSTREAM = new Upstream();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("flashsale.internal.secret", () -> TestSecrets.INTERNAL_SECRET);
        registry.add("flashsale.gateway.identity.public-key", () -> TestSecrets.JWT_PUBLIC_KEY);
        registry.add("flashsale.gateway.identity.private-key", () -> TestSecrets.JWT_PRIVATE_KEY);
        registry.add("flashsale.gateway.services.inventory", UPSTREAM::url);
        registry.add("flashsale.gateway.services.order", UPSTREAM::url);
        registry.add("flashsale.gateway.services.payment", UPSTREAM::url);
        registry.add("flashsale.gateway.services.reward", () -> NOBODY);
    }

    @BeforeEach
    void forgetEarlierRequests() {
        UPSTREAM.reset();
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

    /** An order for one unit. */
    protected HttpRequest.Builder order(String token, String idempotencyKey, String campaignId, String sku) {
        return request("/api/orders", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"campaignId":"%s","sku":"%s","quantity":1}""".formatted(campaignId, sku)));
    }

    /** Sends a request. */
    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
