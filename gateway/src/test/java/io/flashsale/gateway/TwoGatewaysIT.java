package io.flashsale.gateway;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.store.EdgeRedis;
import io.flashsale.testing.TestSecrets;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What one gateway knows, the other knows: quotas, limits, the state of the sale. */
@Order(Integer.MAX_VALUE)
class TwoGatewaysIT extends RunningGateway {

    private static final String CHALLENGES = "/api/challenges";

    @Autowired
    private EdgeRedis redis;

    /** Runs until the JVM ends: gateways of one JVM share their event loops, which the last one to start replaces. */
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void startAnother(@Autowired Environment environment) {
        other = new SpringApplicationBuilder(GatewayApplication.class)
                .profiles("dev")
                .run(arguments(Map.of(
                        "flashsale.internal.secret",
                        TestSecrets.INTERNAL_SECRET,
                        "flashsale.gateway.identity.public-key",
                        TestSecrets.JWT_PUBLIC_KEY,
                        "flashsale.gateway.identity.private-key",
                        TestSecrets.JWT_PRIVATE_KEY,
                        "flashsale.purchase-token.keys",
                        TestSecrets.PURCHASE_TOKEN_KEYS,
                        "flashsale.gateway.limits.packaged",
                        environment.getRequiredProperty("flashsale.gateway.limits.packaged"),
                        "flashsale.gateway.store.url",
                        STORE.url(),
                        "flashsale.gateway.entry.trusted-proxies",
                        "127.0.0.1",
                        "flashsale.gateway.services.inventory",
                        UPSTREAM.url(),
                        "flashsale.gateway.services.order",
                        UPSTREAM.url())));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> other.getBean(EdgeRedis.class).isUsable());
    }

    private static String[] arguments(Map<String, String> properties) {
        return Stream.concat(
                        Stream.of("--server.port=0", "--management.server.port=0"),
                        properties.entrySet().stream()
                                .map(property -> "--" + property.getKey() + "=" + property.getValue()))
                .toArray(String[]::new);
    }

    @Test
    void keepAQuotaTogether() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
        JsonNode quotas = JSON.readTree(
                        send(request("/api/admin/limits", OPERATOR)).body())
                .path("quotas");
        limit(limits -> limits.withObject("quotas")
                .withObject("buyer")
                .put("requests", 6)
                .put("seconds", 3_600));
        awaitSameVersion();
        String buyer = "b-" + UUID.randomUUID();

        int taken = 0;
        for (int i = 0; i < 10; i++) {
            taken += challenge(i % 2 == 0 ? port() : otherPort(), buyer).statusCode() == 200 ? 1 : 0;
        }

        assertThat(taken).isEqualTo(6);
        limit(limits -> limits.set("quotas", quotas));
    }

    @Test
    void followAChangeOfTheLimitsWithinASecond() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
        limit(limits -> limits.withObject("blocked").putArray("buyers").add("b-blocked-everywhere"));

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertProblem(challenge(otherPort(), "b-blocked-everywhere"), 403, "blocked"));

        limit(limits -> limits.withObject("blocked").putArray("buyers"));
        awaitSameVersion();
    }

    @Test
    void seeAPauseWithinASecond() {
        live("OPEN", Duration.ofMinutes(-5), false);
        live("PAUSED", Duration.ofMinutes(-5), false);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertProblem(
                        send(order(AccessToken.shopper("b-1"), "k-" + UUID.randomUUID(), "c1", "s1")
                                .uri(URI.create("http://127.0.0.1:" + otherPort() + "/api/orders"))),
                        409,
                        "campaign-paused"));
    }

    private void awaitSameVersion() {
        long version = JSON.readTree(
                        send(request("/api/admin/limits", OPERATOR)).body())
                .path("version")
                .longValue();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> JSON.readTree(send(request("/api/admin/limits", OPERATOR)
                                                .uri(URI.create(
                                                        "http://127.0.0.1:" + otherPort() + "/api/admin/limits")))
                                        .body())
                                .path("version")
                                .longValue()
                        == version);
    }

    private HttpResponse<String> challenge(int gateway, String buyer) {
        return send(request(CHALLENGES, AccessToken.shopper(buyer))
                .uri(URI.create("http://127.0.0.1:" + gateway + CHALLENGES))
                .header("X-Forwarded-For", "10.44.55.66")
                .POST(HttpRequest.BodyPublishers.ofString("{\"campaignId\":\"c1\",\"sku\":\"s1\"}")));
    }

    private int otherPort() {
        return Integer.parseInt(other.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
