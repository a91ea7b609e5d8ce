package io.flashsale.gateway.purchase;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way to an order: challenge, purchase token, order. */
class PurchaseIT extends RunningGateway {

    private static final String TOKENS = "/api/campaigns/c1/items/s1/purchase-tokens";

    @Test
    void leadsToAnOrder() {
        live("OPEN", Duration.ofMinutes(-5), false);

        HttpResponse<String> issued = token("b-1", solve("b-1", "c1", "s1"));

        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        JsonNode answer = JSON.readTree(issued.body());
        assertThat(Instant.parse(answer.path("expiresAt").stringValue()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(60));
        HttpResponse<String> bought = send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-way-1")
                .header("Device-Id", DEVICE)
                .header("Purchase-Token", answer.path("token").stringValue())
                .POST(HttpRequest.BodyPublishers.ofString("""
                    {"campaignId":"c1","sku":"s1","quantity":1}\
                    """)));
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(202);
        assertThat(UPSTREAM.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.header("Purchase-Token"))
                    .hasValue(answer.path("token").stringValue());
            assertThat(seen.header("Device-Id")).hasValue(DEVICE);
        });
    }

    /** The exact millisecond is {@code CampaignSnapshotTest.givesNoPermissionAMillisecondEarly}. */
    @Test
    void givesNoTokenBeforeTheFirstMillisecondOfTheSale() {
        String solution = solve("b-1", "c1", "s1");
        live("OPEN", Duration.ofMillis(1_500), false);
        Instant startsAt =
                Instant.parse(JSON.readTree(send(request("/api/campaigns/c1")).body())
                        .path("startsAt")
                        .stringValue());

        HttpResponse<String> answer = token("b-1", solution);
        Instant lastNo = Instant.EPOCH;
        while (answer.statusCode() == 425) {
            lastNo = Instant.parse(String.valueOf(header(answer, "Server-Time")));
            answer = token("b-1", solution);
        }

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(lastNo).as("asked until the very end").isAfter(startsAt.minusMillis(200));
        assertThat(Instant.parse(JSON.readTree(answer.body()).path("expiresAt").stringValue())
                        .minusSeconds(45))
                .as("when it was made")
                .isAfterOrEqualTo(startsAt);
    }

    @Test
    void beingEarlyDoesNotUseTheChallengeUp() {
        live("OPEN", Duration.ofMinutes(2), false);
        String solution = solve("b-1", "c1", "s1");

        HttpResponse<String> early = token("b-1", solution);

        assertProblem(early, 425, "not-open-yet");
        assertThat(header(early, "Retry-After")).isNotNull();
        live("OPEN", Duration.ofMinutes(-2), false);
        assertThat(token("b-1", solution).statusCode()).isEqualTo(201);
    }

    @Test
    void givesNoTokenWhenNothingCanBeBought() {
        String solution = solve("b-1", "c1", "s1");
        live("OPEN", Duration.ofMinutes(-5), true);
        assertProblem(token("b-1", solution), 409, "sold-out");
        live("PAUSED", Duration.ofMinutes(-5), false);
        assertProblem(token("b-1", solution), 409, "campaign-paused");
        live("CLOSED", Duration.ofMinutes(-5), false);
        assertProblem(token("b-1", solution), 409, "campaign-closed");
        assertProblem(
                send(request("/api/campaigns/c1/items/s9/purchase-tokens", AccessToken.shopper("b-1"))
                        .header("Device-Id", DEVICE)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                404,
                "campaign-not-found");
    }

    @Test
    void aChallengeIsUsedOnce() {
        live("OPEN", Duration.ofMinutes(-5), false);
        String solution = solve("b-1", "c1", "s1");

        assertThat(token("b-1", solution).statusCode()).isEqualTo(201);
        assertProblem(token("b-1", solution), 409, "challenge-used");
    }

    @Test
    void aChallengeIsForOneBuyerAndOneItem() {
        live("OPEN", Duration.ofMinutes(-5), false);

        assertProblem(token("b-2", solve("b-1", "c1", "s1")), 403, "challenge-invalid");
        assertProblem(token("b-1", solve("b-1", "c1", "s2")), 403, "challenge-invalid");
    }

    @Test
    void aChallengeHasToBeSolved() {
        live("OPEN", Duration.ofMinutes(-5), false);

        assertProblem(token("b-1", "not base64"), 403, "challenge-invalid");
        assertProblem(token("b-1", payload(challenge("b-1", "c1", "s1"), -1)), 403, "challenge-invalid");
        assertProblem(token("b-1", withOtherNumbers(challenge("b-1", "c1", "s1"))), 403, "challenge-invalid");
    }

    @Test
    void anOrderNeedsATokenOfThisBuyerItemAndDevice() {
        live("OPEN", Duration.ofMinutes(-5), false);
        Instant soon = Instant.now().plusSeconds(45);

        assertProblem(buy("b-1", DEVICE, ""), 403, "purchase-token-invalid");
        assertProblem(buy("b-1", DEVICE, purchaseToken("b-1", "c1", "s2", soon)), 403, "purchase-token-invalid");
        assertProblem(buy("b-1", DEVICE, purchaseToken("b-1", "c2", "s1", soon)), 403, "purchase-token-invalid");
        assertProblem(buy("b-2", DEVICE, purchaseToken("b-1", "c1", "s1", soon)), 403, "purchase-token-invalid");
        assertProblem(
                buy("b-1", "another-device", purchaseToken("b-1", "c1", "s1", soon)), 403, "purchase-token-invalid");
        assertProblem(
                buy(
                        "b-1",
                        DEVICE,
                        purchaseToken("b-1", "c1", "s1", Instant.now().minus(Duration.ofMinutes(11)))),
                403,
                "purchase-token-invalid");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void namesTheFieldsAtFault() {
        HttpResponse<String> response = send(request("/api/challenges", AccessToken.shopper("b-1"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"campaignId\":\"c1\"}")));

        assertThat(assertProblem(response, 422, "invalid-request")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .stringValue())
                .isEqualTo("sku");
        assertProblem(
                send(request(TOKENS, AccessToken.shopper("b-1")).POST(HttpRequest.BodyPublishers.ofString("{}"))),
                422,
                "invalid-request");
        assertProblem(
                send(request("/api/challenges", AccessToken.genuine("o-1", "OPERATOR"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                403,
                "forbidden");
    }

    private HttpResponse<String> buy(String buyer, String device, String token) {
        return send(request("/api/orders", AccessToken.shopper(buyer))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-needs-token")
                .header("Device-Id", device)
                .header("Purchase-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString("""
                    {"campaignId":"c1","sku":"s1","quantity":1}\
                    """)));
    }

    private HttpResponse<String> token(String buyer, String solution) {
        return send(request(TOKENS, AccessToken.shopper(buyer))
                .header("Device-Id", DEVICE)
                .POST(HttpRequest.BodyPublishers.ofString("{\"altcha\":\"" + solution + "\"}")));
    }

    private JsonNode challenge(String buyer, String campaignId, String sku) {
        HttpResponse<String> response = send(request("/api/challenges", AccessToken.shopper(buyer))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"campaignId\":\"%s\",\"sku\":\"%s\"}".formatted(campaignId, sku))));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private String solve(String buyer, String campaignId, String sku) {
        JsonNode challenge = challenge(buyer, campaignId, sku);
        try {
            Altcha.Solution solution = Altcha.solveChallenge(
                    challenge.path("challenge").stringValue(),
                    challenge.path("salt").stringValue(),
                    Altcha.Algorithm.SHA256,
                    challenge.path("maxnumber").longValue(),
                    0);
            return payload(challenge, solution.number);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A challenge of the sender's own making, with the genuine one's signature. */
    private static String withOtherNumbers(JsonNode challenge) {
        try {
            String own = Altcha.hashHex(
                    Altcha.Algorithm.SHA256, challenge.path("salt").stringValue() + 7);
            return encode(
                    own,
                    7,
                    challenge.path("salt").stringValue(),
                    challenge.path("signature").stringValue());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String payload(JsonNode challenge, long number) {
        return encode(
                challenge.path("challenge").stringValue(),
                number,
                challenge.path("salt").stringValue(),
                challenge.path("signature").stringValue());
    }

    private static String encode(String challenge, long number, String salt, String signature) {
        String json = """
            {"algorithm":"SHA-256","challenge":"%s","number":%d,"salt":"%s","signature":"%s","took":5}\
            """.formatted(challenge, number, salt, signature);
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
