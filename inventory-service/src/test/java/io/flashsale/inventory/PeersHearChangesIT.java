package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Role;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** order-service waits for news of what is on sale, so that it need not wait for its next question to hear of them. */
class PeersHearChangesIT extends InventoryIT {

    private static final int LONG = 2_000;

    @Test
    void aWaitingPeerHearsTheSellOutAndUnitsThatComeBack() throws Exception {
        Sale sale = openSale(1, 1);
        JsonNode open = untilSoldOut(false, sale, live("", 0));
        CompletableFuture<JsonNode> waiting = later(open, LONG);

        String order = sale.bought("ann", 1);
        JsonNode soldOut = untilSoldOut(true, sale, waiting.get(1, TimeUnit.SECONDS));
        waiting = later(soldOut, LONG);
        release(order);

        untilSoldOut(false, sale, waiting.get(LONG + 1_000, TimeUnit.MILLISECONDS));
    }

    @Test
    void aWaitingPeerHearsAStepAtOnce() throws Exception {
        Sale sale = openSale(10, 1);
        CompletableFuture<JsonNode> waiting = later(live("", 0), LONG);

        sale.step("pause");

        assertThat(campaign(waiting.get(1, TimeUnit.SECONDS), sale)
                        .path("status")
                        .asString())
                .isEqualTo("PAUSED");
    }

    @Test
    void nothingNewIsSaidWhenThePatienceIsOver() {
        openSale(10, 1);
        JsonNode known = live("", 0);

        long began = System.nanoTime();
        JsonNode same = live(known.path("version").asString(), 300);

        assertThat(same.path("version").asString())
                .isEqualTo(known.path("version").asString());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void namesWhatIsWrongWithAQuestion() {
        Answer wrong = call(Role.SERVICE, "GET", "/internal/campaigns/live?patienceMillis=-1", null);

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").findValuesAsString("field")).containsExactly("patienceMillis");
    }

    /** Other tests' campaigns may be news, too. */
    private JsonNode untilSoldOut(boolean wanted, Sale sale, JsonNode first) {
        JsonNode[] news = {first};
        await().atMost(SOON).until(() -> {
            if (campaign(news[0], sale).path("items").path(0).path("soldOut").asBoolean() == wanted) {
                return true;
            }
            news[0] = live(news[0].path("version").asString(), LONG);
            return false;
        });
        return news[0];
    }

    private CompletableFuture<JsonNode> later(JsonNode known, long patience) {
        return CompletableFuture.supplyAsync(
                () -> live(known.path("version").asString(), patience),
                task -> Thread.ofVirtual().start(task));
    }

    private JsonNode live(String version, long patience) {
        Answer answer = call(
                Role.SERVICE,
                "GET",
                "/internal/campaigns/live?version=" + version + "&patienceMillis=" + patience,
                null);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode campaign(JsonNode news, Sale sale) {
        return StreamSupport.stream(news.path("campaigns").spliterator(), false)
                .filter(told -> told.path("id").asString().equals(sale.id))
                .findFirst()
                .orElseThrow();
    }
}
