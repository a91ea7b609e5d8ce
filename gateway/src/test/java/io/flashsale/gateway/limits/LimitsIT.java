package io.flashsale.gateway.limits;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.store.EdgeRedis;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What operators set: who is blocked, and how much anybody may ask of all gateways together. */
class LimitsIT extends RunningGateway {

    private final EdgeRedis redis;
    private JsonNode quotas = JSON.createObjectNode();

    @Autowired
    LimitsIT(EdgeRedis redis) {
        this.redis = redis;
    }

    @BeforeEach
    void rememberTheQuotas() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
        quotas = JSON.readTree(send(request("/api/admin/limits", OPERATOR)).body())
                .path("quotas");
    }

    @AfterEach
    void restore() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> limit(limits -> {
                                    limits.set("quotas", quotas);
                                    ObjectNode blocked = limits.withObject("blocked");
                                    blocked.putArray("addresses");
                                    blocked.putArray("buyers");
                                    blocked.putArray("devices");
                                })
                                .statusCode()
                        == 200);
    }

    @Test
    void blocksAddressesNetworksDevicesAndBuyers() {
        limit(limits -> {
            ObjectNode blocked = limits.withObject("blocked");
            blocked.putArray("addresses")
                    .add("203.0.113.7")
                    .add("198.51.100.0/24")
                    .add("2001:db8::/32");
            blocked.putArray("buyers").add("b-blocked");
            blocked.putArray("devices").add("device-that-is-blocked");
        });

        assertProblem(from("203.0.113.7"), 403, "blocked");
        assertProblem(from("198.51.100.200"), 403, "blocked");
        assertProblem(from("2001:db8::7"), 403, "blocked");
        assertThat(from("203.0.113.8").statusCode()).isEqualTo(202);
        assertProblem(send(request("/api/campaigns/17").header("Device-Id", "device-that-is-blocked")), 403, "blocked");
        assertProblem(send(request("/api/orders", AccessToken.shopper("b-blocked"))), 403, "blocked");
    }

    @Test
    void aBuyersQuotaIsKept() {
        quota("buyer", 3);
        String buyer = "b-" + UUID.randomUUID();

        assertThat(IntStream.range(0, 3).mapToObj(i -> challenge(buyer, "10.7.7.7")))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        HttpResponse<String> refused = challenge(buyer, "10.7.7.7");

        assertProblem(refused, 429, "too-many-requests");
        assertThat(header(refused, "Retry-After")).isNotNull();
        assertThat(challenge("b-" + UUID.randomUUID(), "10.7.7.7").statusCode()).isEqualTo(200);
    }

    @Test
    void manyIdentitiesOfOneNetworkShareItsQuota() {
        quota("network", 50);

        long taken = IntStream.range(0, 500)
                .parallel()
                .filter(i -> challenge("b-many-" + i, "10.55.66." + i % 250).statusCode() == 200)
                .count();

        assertThat(taken).isBetween(45L, 60L);
    }

    @Test
    void aFloodFromOneAddressEndsBeforeAnythingElseIsAsked() {
        quota("address", 20);

        long taken = IntStream.range(0, 100)
                .filter(i -> from("10.99.0.1").statusCode() == 202)
                .count();

        assertThat(taken).isBetween(20L, 25L);
        assertProblem(from("10.99.0.1"), 429, "too-many-requests");
    }

    @Test
    void keepsLimitsAloneWhileTheStoreIsAway() {
        quota("buyer", 3);
        String buyer = "b-" + UUID.randomUUID();
        STORE.crash();
        try {
            assertThat(IntStream.range(0, 10)
                            .filter(i -> challenge(buyer, "10.8.8.8").statusCode() == 200)
                            .count())
                    .isEqualTo(3);
            assertProblem(limit(limits -> limits.putArray("signedCampaigns")), 503, "unavailable");
        } finally {
            STORE.start();
        }
    }

    @Test
    void aChangeNamesTheVersionItWasMadeFrom() {
        HttpResponse<String> seen = send(request("/api/admin/limits", OPERATOR));
        assertThat(limit(limits -> {}).statusCode()).isEqualTo(200);

        HttpResponse<String> late =
                send(request("/api/admin/limits", OPERATOR).PUT(BodyPublishers.ofString(seen.body())));

        assertProblem(late, 409, "limits-changed");
    }

    @Test
    void keepsWhoChangedWhat() {
        limit(limits -> {});

        JsonNode audit =
                JSON.readTree(send(request("/api/admin/limits/audit", OPERATOR)).body());

        assertThat(audit.path(0).path("operator").stringValue()).isEqualTo("olivia");
        assertThat(audit.path(0).path("before").path("flow").isArray()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(assertProblem(
                                limit(limits -> limits.withObject("blocked")
                                        .putArray("addresses")
                                        .add("10.0.0.0/99")),
                                422,
                                "invalid-request")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .stringValue())
                .isEqualTo("blocked.addresses");
        assertProblem(limit(limits -> limits.remove("risk")), 400, "malformed-request");
        assertProblem(limit(limits -> limits.put("surprise", 1)), 400, "malformed-request");
        assertProblem(send(request("/api/admin/limits", AccessToken.shopper("b-1"))), 403, "forbidden");
    }

    private HttpResponse<String> from(String address) {
        return send(request("/api/campaigns/17").header("X-Forwarded-For", address));
    }

    private HttpResponse<String> challenge(String buyer, String address) {
        return send(request("/api/challenges", AccessToken.shopper(buyer))
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString("{\"campaignId\":\"c1\",\"sku\":\"s1\"}")));
    }

    private void quota(String name, int requests) {
        assertThat(limit(limits -> limits.withObject("quotas")
                                .withObject(name)
                                .put("requests", requests)
                                .put("seconds", 3_600))
                        .statusCode())
                .isEqualTo(200);
    }
}
