package io.flashsale.gateway.risk;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.store.EdgeRedis;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RiskIT extends RunningGateway {

    private final EdgeRedis redis;
    private JsonNode risk = JSON.createObjectNode();

    @Autowired
    RiskIT(EdgeRedis redis) {
        this.redis = redis;
    }

    @BeforeEach
    void asPackaged() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
        risk = JSON.readTree(send(request("/api/admin/limits", OPERATOR)).body())
                .path("risk");
        limit(limits -> limits.withObject("risk")
                .put("harderFrom", 40)
                .put("slowFrom", 70)
                .put("denyFrom", 100)
                .put("slowPerSecond", 1));
    }

    @AfterEach
    void restore() {
        assertThat(limit(limits -> limits.set("risk", risk)).statusCode()).isEqualTo(200);
    }

    @Test
    void whoComesEarlyAgainAndAgainGetsAHarderChallengeAndAPlaceInTheSlowLane() {
        String buyer = "b-" + UUID.randomUUID();
        long usual = effort(challenge(buyer, UUID.randomUUID().toString()));
        live("OPEN", Duration.ofMinutes(2), false);
        for (int i = 0; i < 5; i++) {
            assertProblem(token(buyer, UUID.randomUUID().toString()), 425, "not-open-yet");
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                effort(challenge(buyer, UUID.randomUUID().toString())))
                        .isEqualTo(usual * 10));
        HttpResponse<String> asked = challenge(buyer, UUID.randomUUID().toString());
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            JsonNode found = verdicts(buyer);
            assertThat(found.path(0).path("verdict").stringValue()).isEqualTo("SLOW_LANE");
            assertThat(found.toString()).contains("came 5 times before the sale began");
        });
        assertThat(asked.statusCode()).isEqualTo(200);
        live("OPEN", Duration.ofMinutes(-2), false);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> {
                    HttpResponse<String> crowded =
                            token(buyer, UUID.randomUUID().toString());
                    assertProblem(crowded, 429, "too-many-requests");
                    assertThat(header(crowded, "Retry-After")).isEqualTo("2");
                });
    }

    @Test
    void manyBuyersBehindOneDeviceAreDeniedInTheEnd() {
        String device = UUID.randomUUID().toString();
        limit(limits -> limits.withObject("risk").put("manyBuyers", 90));
        for (int i = 0; i < 3; i++) {
            assertThat(challenge("b-" + UUID.randomUUID(), device).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> denied = challenge("b-" + UUID.randomUUID(), device);

        JsonNode problem = assertProblem(denied, 403, "risk-denied");
        JsonNode why = verdicts(problem.path("traceId").stringValue());
        assertThat(why.path(0).path("verdict").stringValue()).isEqualTo("DENY");
        assertThat(why.path(0).path("reasons").toString()).contains("4 buyers use this device");
        assertThat(denied.body()).doesNotContain("device");
    }

    @Test
    void verdictsAreForOperators() {
        assertProblem(send(request("/api/admin/risk/verdicts/b-1", AccessToken.shopper("b-1"))), 403, "forbidden");
        assertProblem(send(request("/api/admin/risk/verdicts/" + UUID.randomUUID(), OPERATOR)), 404, "not-found");
    }

    private JsonNode verdicts(String id) {
        return JSON.readTree(send(request("/api/admin/risk/verdicts/" + id, OPERATOR))
                        .body())
                .path("verdicts");
    }

    private long effort(HttpResponse<String> challenge) {
        assertThat(challenge.statusCode()).as(challenge.body()).isEqualTo(200);
        return JSON.readTree(challenge.body()).path("maxnumber").longValue();
    }

    private HttpResponse<String> challenge(String buyer, String device) {
        return send(request("/api/challenges", AccessToken.shopper(buyer))
                .header("Device-Id", device)
                .header("X-Forwarded-For", "10.3.4.5")
                .POST(HttpRequest.BodyPublishers.ofString("{\"campaignId\":\"c1\",\"sku\":\"s1\"}")));
    }

    private HttpResponse<String> token(String buyer, String device) {
        return send(request("/api/campaigns/c1/items/s1/purchase-tokens", AccessToken.shopper(buyer))
                .header("Device-Id", device)
                .header("X-Forwarded-For", "10.3.4.5")
                .POST(HttpRequest.BodyPublishers.ofString("{\"altcha\":\"none\"}")));
    }
}
