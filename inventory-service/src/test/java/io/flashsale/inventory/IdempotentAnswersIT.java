package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import tools.jackson.databind.JsonNode;

class IdempotentAnswersIT extends InventoryIT {
    @Test
    void theSameBatchGetsTheSameVerdict() {
        Sale sale = openSale(3, 1);
        String batch = newId();
        List<Map<String, Object>> attempts = wishes(5);
        Answer first = sale.batch(batch, attempts);
        Answer second = sale.batch(batch, attempts);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sale.gateAvailable()).isZero();
        sale.awaitLedger(3, 0);
    }

    @Test
    void theSameKeyAndBodyLeadToTheFirstOrder() {
        Sale sale = openSale(10, 5);
        String order = newId();
        sale.attempt(wish(order, "ann", "key-1", 1));

        JsonNode again = sale.attempt(wish(newId(), "ann", "key-1", 1));

        assertThat(outcome(again)).isEqualTo("REPLAYED");
        assertThat(again.path("originalOrderId").asString("")).isEqualTo(order);
        assertThat(sale.gateAvailable()).isEqualTo(9);
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        Sale sale = openSale(10, 5);
        sale.attempt(wish(newId(), "ann", "key-1", 1));
        assertThat(outcome(sale.attempt(wish(newId(), "ann", "key-1", 2)))).isEqualTo("KEY_REUSED");
        assertThat(outcome(sale.attempt(wish(newId(), "bob", "key-1", 2)))).isEqualTo("ADMITTED");
    }

    @Test
    void aRetryWithinTheSameBatchIsAReplay() {
        Sale sale = openSale(10, 5);
        String order = newId();
        Answer answer = sale.batch(newId(), List.of(wish(order, "ann", "key-1", 1), wish(newId(), "ann", "key-1", 1)));
        JsonNode second = answer.body().path("verdicts").path(1);
        assertThat(outcome(second)).isEqualTo("REPLAYED");
        assertThat(second.path("originalOrderId").asString("")).isEqualTo(order);
    }

    @Test
    void aRefusalIsGivenAgainToTheSameKey() {
        Sale sale = openSale(1, 1);
        String order = sale.bought("ann", 1);
        assertThat(outcome(sale.attempt(wish(newId(), "bob", "key-1", 1)))).isEqualTo("SOLD_OUT");
        release(order);
        sale.awaitGate(1);
        assertThat(outcome(sale.attempt(wish(newId(), "bob", "key-1", 1)))).isEqualTo("SOLD_OUT");
        assertThat(outcome(sale.attempt(wish(newId(), "bob", "key-2", 1)))).isEqualTo("ADMITTED");
    }

    @Test
    void earlierAnswersCanBeLookedUpWithoutAnEffect() {
        Sale sale = openSale(10, 5);
        String order = newId();
        sale.attempt(wish(order, "ann", "key-1", 1));
        Answer answer = call(
                Role.SERVICE,
                "POST",
                sale.path("/answers"),
                Map.of(
                        "attempts",
                        List.of(
                                Map.of("buyerId", "ann", "idempotencyKey", "key-1", "bodyHash", "body-of-1"),
                                Map.of("buyerId", "ann", "idempotencyKey", "key-1", "bodyHash", "other"),
                                Map.of("buyerId", "ann", "idempotencyKey", "key-2", "bodyHash", "body-of-1"))));
        JsonNode answers = answer.body().path("answers");
        assertThat(outcome(answers.path(0))).isEqualTo("REPLAYED");
        assertThat(answers.path(0).path("originalOrderId").asString("")).isEqualTo(order);
        assertThat(outcome(answers.path(1))).isEqualTo("KEY_REUSED");
        assertThat(answers.path(2).path("outcome").isNull()).isTrue();
        assertThat(sale.gateAvailable()).isEqualTo(9);
    }

    @Test
    void aServerThatForgotTheScriptsIsTaughtAgain() {
        Sale sale = openSale(10, 5);
        redis.getScript(StringCodec.INSTANCE).scriptFlush();
        assertThat(sale.buy("ann")).isEqualTo("ADMITTED");
    }
}
