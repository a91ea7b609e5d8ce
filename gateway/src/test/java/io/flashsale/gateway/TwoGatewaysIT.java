package io.flashsale.gateway;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.store.EdgeRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What one gateway knows, the other knows: quotas, limits, the state of the sale. */
@Order(Integer.MAX_VALUE)
class TwoGatewaysIT extends RunningGateway {

    private static final String CHALLENGES = "/api/challenges";

    @Autowired
    private EdgeRedis redis;

    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void startAnother(@Autowired Environment environment) {
        other = startAnother(environment, Map.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> other.getBean(EdgeRedis.class).isUsable());
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

    @ParameterizedTest
    @CsvSource({"PAUSED,campaign-paused", "CLOSED,campaign-closed"})
    void seeAPauseAndAStopWithinASecond(String status, String refusal) {
        live("OPEN", Duration.ofMinutes(-5), false);
        await().atMost(Duration.ofSeconds(5)).until(() -> shown(otherPort()).equals("OPEN"));

        live(status, Duration.ofMinutes(-5), false);

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(shown(otherPort())).isEqualTo(status));
        assertThat(shown(port())).isEqualTo(status);
        for (int gateway : new int[] {port(), otherPort()}) {
            assertProblem(
                    send(order(AccessToken.shopper("b-1"), "k-" + UUID.randomUUID(), "c1", "s1")
                            .uri(URI.create("http://127.0.0.1:" + gateway + "/api/orders"))),
                    409,
                    refusal);
        }
    }

    @Test
    void tellTheSameCampaignUnderTheSameTag() {
        live("OPEN", Duration.ofMinutes(-5), false);
        await().atMost(Duration.ofSeconds(5)).until(() -> shown(otherPort()).equals("OPEN"));

        String tag = String.valueOf(header(campaign(port()), "ETag"));

        assertThat(send(request("/api/campaigns/c1")
                                .uri(URI.create("http://127.0.0.1:" + otherPort() + "/api/campaigns/c1"))
                                .header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    private static HttpResponse<String> campaign(int gateway) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway + "/api/campaigns/c1")));
    }

    private static String shown(int gateway) {
        return JSON.readTree(campaign(gateway).body()).path("status").asString("");
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

    private static int otherPort() {
        return portOf(other);
    }
}
