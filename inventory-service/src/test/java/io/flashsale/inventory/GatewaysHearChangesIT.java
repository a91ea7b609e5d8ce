package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import tools.jackson.databind.JsonNode;

/** Gateways wait for news, and an operator's step waits for the gateways. */
class GatewaysHearChangesIT extends InventoryIT {

    @BeforeEach
    void forgetTheGatewaysOfOtherTests() {
        redis.getMap("fs:inv:followers:{gateways}", StringCodec.INSTANCE).delete();
    }

    @Test
    void aWaitingGatewayHearsAStepAtOnce() throws Exception {
        Sale sale = openSale(10, 1);
        String gateway = newId();
        JsonNode known = news("", gateway, "", 0);
        assertThat(campaign(known, sale).path("campaign").path("status").asString())
                .isEqualTo("OPEN");

        CompletableFuture<JsonNode> waiting = later(() -> news(known, gateway, 2_000));
        sale.step("pause");

        JsonNode heard = waiting.get(1, TimeUnit.SECONDS);
        assertThat(campaign(heard, sale).path("campaign").path("status").asString())
                .isEqualTo("PAUSED");
        assertThat(campaign(heard, sale).path("version").asLong())
                .isGreaterThan(campaign(known, sale).path("version").asLong());
        // The same look, if the step was known here before the gates were looked at again.
        assertThat(asOf(heard)).isAfterOrEqualTo(asOf(known));
    }

    @Test
    void aWaitingGatewayHearsTheSellOutAndUnitsThatComeBack() throws Exception {
        Sale sale = openSale(1, 1);
        String gateway = newId();
        JsonNode open = news("", gateway, "", 0);
        CompletableFuture<JsonNode> waiting = later(() -> news(open, gateway, 2_000));

        String order = sale.bought("ann", 1);
        JsonNode soldOut = waiting.get(2, TimeUnit.SECONDS);
        assertThat(item(soldOut, sale).path("soldOut").asBoolean()).isTrue();

        release(order);
        await().atMost(SOON)
                .until(() -> !item(news(soldOut, gateway, 2_000), sale)
                        .path("soldOut")
                        .asBoolean());
    }

    @Test
    void nothingNewIsSaidWhenThePatienceIsOver() {
        openSale(10, 1);
        String gateway = newId();
        JsonNode known = news("", gateway, "", 0);

        JsonNode same = news(known, gateway, 300);

        assertThat(same.path("version").asString())
                .isEqualTo(known.path("version").asString());
        assertThat(same.path("heldMillis").asLong()).isBetween(290L, 5_000L);
    }

    @Test
    void aStepIsDoneWhenEveryGatewayHasHeardIt() throws Exception {
        Sale sale = openSale(10, 1);
        String gateway = newId();
        AtomicBoolean over = new AtomicBoolean();
        JsonNode first = news("", gateway, "", 0);
        CompletableFuture<JsonNode> following = later(() -> {
            JsonNode known = first;
            while (!over.get()) known = news(known, gateway, 1_000);
            return known;
        });

        long began = System.nanoTime();
        sale.step("pause").step("resume");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        over.set(true);
        following.get(3, TimeUnit.SECONDS);

        assertThat(took).as("twice what a silent gateway believes is 6 s").isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aStepWaitsUntilASilentGatewayBelievesNothingAnyMore() throws Exception {
        Sale sale = openSale(10, 1);
        news("", newId(), "", 0);

        CompletableFuture<Sale> pausing = later(() -> sale.step("pause"));

        await().atMost(Duration.ofSeconds(1))
                .until(() -> "PAUSED".equals(sale.stock().get("status")));
        assertThat(doneWithin(pausing, 1)).as("nobody has heard the pause").isFalse();
        assertThat(doneWithin(pausing, 4)).isTrue();
    }

    @Test
    void namesWhatIsWrongWithAQuestion() {
        Answer wrong = call(
                Role.SERVICE,
                "GET",
                "/internal/campaigns/news?gateway=%20&heard=yesterday&patienceMillis=900000",
                null);

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").findValuesAsString("field"))
                .containsExactly("gateway", "patienceMillis", "heard");
        assertThat(call(Role.SHOPPER, "GET", "/internal/campaigns/news?gateway=g", null)
                        .status())
                .isEqualTo(403);
    }

    private static boolean doneWithin(CompletableFuture<?> work, int seconds)
            throws InterruptedException, ExecutionException {
        try {
            work.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private JsonNode news(JsonNode known, String gateway, long patience) {
        return news(
                known.path("version").asString(), gateway, known.path("asOf").asString(), patience);
    }

    private JsonNode news(String version, String gateway, String heard, long patience) {
        Answer answer = call(
                Role.SERVICE,
                "GET",
                "/internal/campaigns/news?gateway=" + gateway + "&version=" + version + "&patienceMillis=" + patience
                        + (heard.isEmpty() ? "" : "&heard=" + heard),
                null);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Instant asOf(JsonNode news) {
        return Instant.parse(news.path("asOf").asString());
    }

    private static JsonNode campaign(JsonNode news, Sale sale) {
        return StreamSupport.stream(news.path("campaigns").spliterator(), false)
                .filter(told -> told.path("campaign").path("id").asString().equals(sale.id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode item(JsonNode news, Sale sale) {
        return campaign(news, sale).path("campaign").path("items").path(0);
    }
}
