package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every second purchase pushes the one before out of this instance's memory, so that retries go the long way. */
class SameKeySameAnswerIT extends OrderServiceIT {

    @Test
    void manyClicksMakeOneOrder() throws Exception {
        Campaign campaign = openCampaign(10, 1, 900);
        String buyer = uniqueName("buyer");
        String key = uniqueName("key");
        List<Future<Answer>> clicks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                clicks.add(threads.submit(() -> buy(buyer, campaign, 1, key)));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> click : clicks) {
            answers.add(click.get());
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(answers.stream().map(Answer::orderId).distinct()).hasSize(1);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        // Operators see the gate as it was up to 100 ms ago.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(item(campaign).path("gateAvailable").asInt()).isEqualTo(9));
    }

    @Test
    void winnersAndLosersKeepTheirAnswersWhenEverythingIsSold() {
        Campaign campaign = openCampaign(2, 1, 900);
        String winner = uniqueName("winner");
        String winningKey = uniqueName("key");
        Answer won = buy(winner, campaign, 1, winningKey);
        assertThat(won.status()).isEqualTo(202);
        buy(uniqueName("other"), campaign, 1, uniqueName("key"));
        String loser = uniqueName("loser");
        String losingKey = uniqueName("key");
        assertThat(buy(loser, campaign, 1, losingKey).code()).isEqualTo("sold-out");

        for (int i = 0; i < 3; i++) {
            Answer again = buy(winner, campaign, 1, winningKey);
            assertThat(again.status()).as(again.toString()).isEqualTo(202);
            assertThat(again.orderId()).isEqualTo(won.orderId());
            buy(uniqueName("other"), campaign, 1, uniqueName("key"));
            assertThat(buy(loser, campaign, 1, losingKey).code()).isEqualTo("sold-out");
        }
    }

    @Test
    void anotherPurchaseUnderTheSameKeyIsRefused() {
        Campaign campaign = openCampaign(10, 5, 900);
        String buyer = uniqueName("buyer");
        String key = uniqueName("key");
        assertThat(buy(buyer, campaign, 1, key).status()).isEqualTo(202);
        Answer remembered = buy(buyer, campaign, 2, key);
        assertThat(remembered.status()).isEqualTo(422);
        assertThat(remembered.code()).isEqualTo("idempotency-key-reused");

        buy(uniqueName("other"), campaign, 1, uniqueName("key"));
        assertThat(buy(buyer, campaign, 2, key).code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aKeyReusedForAnotherSaleEndsInACancelledOrderAndNoLostUnit() {
        Campaign first = openCampaign(5, 1, 900);
        Campaign second = openCampaign(5, 1, 900);
        String buyer = uniqueName("buyer");
        String key = uniqueName("key");
        OrderId kept = buy(buyer, first, 1, key).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(kept).isPresent());
        buy(uniqueName("other"), first, 1, uniqueName("key"));

        OrderId reused = buy(buyer, second, 1, key).orderId();

        await().atMost(PATIENCE).until(() -> orders.find(reused).isPresent());
        assertThat(statusOf(reused).name()).isEqualTo("CANCELLED");
        assertThat(statusOf(kept).name()).isEqualTo("PENDING_PAYMENT");
        await().atMost(PATIENCE).until(() -> item(second).path("gateAvailable").asInt() == 5);
    }

    @Test
    void ordersAreVisibleToTheirBuyerAtOnceAndToNobodyElse() {
        Campaign campaign = openCampaign(5, 1, 900);
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, campaign, 1, uniqueName("key")).orderId();

        Answer mine = asShopper(buyer, "GET", "/api/orders/" + id);
        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.body().path("status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(asShopper(uniqueName("other"), "GET", "/api/orders/" + id).status())
                .isEqualTo(404);
        assertThat(asShopper(uniqueName("other"), "POST", "/api/orders/" + id + "/cancel")
                        .status())
                .isEqualTo(404);
        await().atMost(PATIENCE)
                .until(() -> asShopper(buyer, "GET", "/api/orders").body().size() == 1);
    }

    @Test
    void oneBuyerGetsNoMoreThanTheLimit() {
        Campaign campaign = openCampaign(10, 2, 900);
        String buyer = uniqueName("buyer");
        assertThat(buy(buyer, campaign, 3, uniqueName("key")).code()).isEqualTo("limit-reached");
        assertThat(buy(buyer, campaign, 2, uniqueName("key")).status()).isEqualTo(202);
        assertThat(buy(buyer, campaign, 1, uniqueName("key")).code()).isEqualTo("limit-reached");
    }
}
