package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order costs, is and says is never up to its sender. */
class OrderBodyIsNotTrustedIT extends OrderServiceIT {

    @Test
    void smuggledPriceStatusAndBuyerAreIgnored() {
        Campaign campaign = openCampaign(10, 5, 900);
        String buyer = uniqueName("buyer");

        Answer bought = place(buyer, campaign, """
            {"campaignId":"%s","sku":"phone","quantity":1,"price":1,"unitPrice":{"amount":1,"currency":"CNY"},
             "amount":{"amount":1,"currency":"CNY"},"status":"PAID","buyerId":"somebody","orderId":"1",
             "payBefore":"2099-01-01T00:00:00Z"}""".formatted(campaign.id()), "application/json");

        assertThat(bought.status()).as(bought.toString()).isEqualTo(202);
        Answer mine = waitFor(buyer, bought);
        assertThat(mine.body().path("status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(mine.body().path("amount").path("amount").asLong()).isEqualTo(990);
        assertThat(mine.body().path("payBefore").asString()).startsWith("20").doesNotStartWith("2099");
        assertThat(asShopper("somebody", "GET", "/api/orders/" + bought.orderId())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "0", "101", "2147483648", "99999999999999999999", "1e9", "1.5", "0.999", "null", "\"x\""})
    void quantitiesThatNobodyCanBuyAreNamed(String quantity) {
        Campaign campaign = openCampaign(10, 5, 900);

        Answer refused = place(
                uniqueName("buyer"),
                campaign,
                "{\"campaignId\":\"%s\",\"sku\":\"phone\",\"quantity\":%s}".formatted(campaign.id(), quantity),
                "application/json");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("field").asString())
                .isEqualTo("quantity");
        assertThat(item(campaign).path("gateAvailable").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"order\"", "{\"campaignId\":\"c\",}", "", "null", "quantity=1"})
    void bodiesThatAreNoJsonObjectAreRefused(String body) {
        Campaign campaign = openCampaign(10, 5, 900);

        assertThat(place(uniqueName("buyer"), campaign, body, "application/json")
                        .code())
                .isIn("malformed-request", "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void otherContentTypesAreRefused(String type) {
        Campaign campaign = openCampaign(10, 5, 900);

        Answer refused = place(
                uniqueName("buyer"),
                campaign,
                "{\"campaignId\":\"%s\",\"sku\":\"phone\",\"quantity\":1}".formatted(campaign.id()),
                type);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(415);
        assertThat(item(campaign).path("gateAvailable").asInt()).isEqualTo(10);
    }

    @Test
    void anotherBuyersOrderDoesNotExist() {
        Campaign campaign = openCampaign(10, 5, 900);
        String buyer = uniqueName("buyer");
        Answer bought = buy(buyer, campaign, 1, uniqueName("key"));
        waitFor(buyer, bought);
        String path = "/api/orders/" + bought.orderId();
        String other = uniqueName("other");

        assertThat(asShopper(other, "GET", path).status()).isEqualTo(404);
        assertThat(asShopper(other, "POST", path + "/cancel").status()).isEqualTo(404);
        assertThat(asShopper(other, "POST", path + "/refund").status()).isEqualTo(404);
        assertThat(asShopper(other, "GET", "/api/orders").body()).isEmpty();
        assertThat(asShopper(buyer, "GET", path).body().path("status").asString())
                .isEqualTo("PENDING_PAYMENT");
    }

    private Answer waitFor(String buyer, Answer bought) {
        await().atMost(PATIENCE)
                .until(() -> asShopper(buyer, "GET", "/api/orders/" + bought.orderId())
                                .status()
                        == 200);
        return asShopper(buyer, "GET", "/api/orders/" + bought.orderId());
    }

    private Answer place(String buyer, Campaign campaign, String body, String contentType) {
        UnaryOperator<HttpRequest.Builder> more = request -> request.setHeader("Content-Type", contentType)
                .header("Idempotency-Key", uniqueName("key"))
                .header(
                        "Purchase-Token",
                        purchaseToken(buyer, campaign, Instant.now().plusSeconds(45)))
                .header("Device-Id", DEVICE);
        return send("http://127.0.0.1:" + port, "POST", "/api/orders", new Caller(buyer, Role.SHOPPER), body, more);
    }
}
