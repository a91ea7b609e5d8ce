package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.BoundTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody buys without a purchase token of their own, and a token buys one answer. The gateway is not there to help. */
class PurchaseTokenIT extends OrderServiceIT {

    @Test
    void refusesAnOrderWithoutAToken() {
        Campaign campaign = openCampaign(5, 5, 900);

        Answer answer = buy(uniqueName("buyer"), campaign, 1, uniqueName("key"), "");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("purchase-token-invalid");
        assertThat(item(campaign).path("gate").path("available").asLong(5)).isEqualTo(5);
    }

    @Test
    void refusesATokenOfAnotherBuyerItemDeviceOrKey() {
        Campaign campaign = openCampaign(5, 5, 900);
        String buyer = uniqueName("buyer");
        Instant soon = Instant.now().plusSeconds(45);
        BoundTokens strange = BoundTokens.of("k1:" + Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(List.of(
                        purchaseToken("another", campaign, soon),
                        purchaseToken(buyer, new Campaign("another"), soon),
                        PURCHASE_TOKENS.issue(buyer, "n1", soon, campaign.id(), "tablet", DEVICE),
                        PURCHASE_TOKENS.issue(buyer, "n2", soon, campaign.id(), "phone", "another-device"),
                        strange.issue(buyer, "n3", soon, campaign.id(), "phone", DEVICE)))
                .allSatisfy(token -> assertThat(buy(buyer, campaign, 1, uniqueName("key"), token)
                                .code())
                        .isEqualTo("purchase-token-invalid"));
    }

    @Test
    void aTokenThatRanOutBuysNothing() {
        Campaign campaign = openCampaign(5, 5, 900);
        String buyer = uniqueName("buyer");

        Answer answer = buy(
                buyer,
                campaign,
                1,
                uniqueName("key"),
                purchaseToken(buyer, campaign, Instant.now().minusMillis(1)));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("purchase-token-expired");
    }

    @Test
    void theAnswerOutlivesTheToken() {
        Campaign campaign = openCampaign(5, 5, 900);
        String buyer = uniqueName("buyer");
        String key = uniqueName("key");
        String token = purchaseToken(buyer, campaign, Instant.now().plusSeconds(1));
        Answer first = buy(buyer, campaign, 1, key, token);
        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        // Only one acceptance is remembered in memory here: what follows is the gate's own memory.
        buy(uniqueName("other"), campaign, 1, uniqueName("key"));

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        buy(buyer, campaign, 1, uniqueName("key"), token).code().equals("purchase-token-expired"));

        Answer again = buy(buyer, campaign, 1, key, token);
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.orderId()).isEqualTo(first.orderId());
    }

    @Test
    void aHundredConcurrentUsesOfOneTokenGiveOneOrder() {
        Campaign campaign = openCampaign(200, 100, 900);
        String buyer = uniqueName("buyer");
        String token = purchaseToken(buyer, campaign, Instant.now().plusSeconds(45));

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = IntStream.range(0, 100)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> buy(buyer, campaign, 1, uniqueName("key"), token), clients))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 202)
                    .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("purchase-token-used"));
        }
    }

    @Test
    void keepsTheTokenWithTheOrder() {
        Campaign campaign = openCampaign(5, 5, 900);
        String buyer = uniqueName("buyer");
        Answer bought = buy(buyer, campaign, 1, uniqueName("key"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.queryForList(
                                "SELECT token_nonce FROM orders WHERE id = ? AND token_valid_until > admitted_at",
                                String.class,
                                bought.orderId().value()))
                        .singleElement()
                        .isNotNull());
    }
}
