package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

class TokenBuysOnceIT extends InventoryIT {
    @Test
    void aTokenIsGoodForOneAnswer() {
        Sale sale = openSale(10, 5);
        String token = newId();
        assertThat(outcome(sale.attempt(with(token, wish(newId(), "ann", newId(), 1)))))
                .isEqualTo("ADMITTED");
        assertThat(outcome(sale.attempt(with(token, wish(newId(), "ann", newId(), 1)))))
                .isEqualTo("TOKEN_USED");
        assertThat(outcome(sale.attempt(with(newId(), wish(newId(), "ann", newId(), 1)))))
                .isEqualTo("ADMITTED");
        assertThat(sale.gateAvailable()).isEqualTo(8);
    }

    @Test
    void twoAttemptsOfOneBatchCannotShareAToken() {
        Sale sale = openSale(10, 5);
        String token = newId();
        Answer answer = sale.batch(
                newId(),
                List.of(with(token, wish(newId(), "ann", newId(), 1)), with(token, wish(newId(), "bob", newId(), 1))));
        assertThat(answer.body().path("verdicts").valueStream().map(InventoryIT::outcome))
                .containsExactly("ADMITTED", "TOKEN_USED");
    }

    @Test
    void oneOfAHundredWhoComeAtOnceWins() {
        Sale sale = openSale(200, 5);
        String token = newId();
        long admitted = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> outcome(sale.attempt(with(token, wish(newId(), newId(), newId(), 1)))))
                .filter("ADMITTED"::equals)
                .count();
        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void aRetryWithTheSameKeyAndTokenFindsItsOrder() {
        Sale sale = openSale(10, 5);
        String token = newId();
        String order = newId();
        sale.attempt(with(token, wish(order, "ann", "key-1", 1)));
        assertThat(sale.attempt(with(token, wish(newId(), "ann", "key-1", 1)))
                        .path("originalOrderId")
                        .asString(""))
                .isEqualTo(order);
    }

    @Test
    void aTokenThatRanOutBuysNothingAndTheKeyMayComeAgain() {
        Sale sale = openSale(10, 5);
        Map<String, Object> late = with(newId(), Instant.now().minusMillis(1), wish(newId(), "ann", "key-1", 1));
        assertThat(outcome(sale.attempt(late))).isEqualTo("TOKEN_EXPIRED");
        assertThat(outcome(sale.attempt(with(newId(), wish(newId(), "ann", "key-1", 1)))))
                .isEqualTo("ADMITTED");
    }

    @Test
    void aTokenIsNotUsedUpByASaleThatIsPaused() {
        Sale sale = openSale(10, 5).step("pause");
        String token = newId();
        assertThat(outcome(sale.attempt(with(token, wish(newId(), "ann", newId(), 1)))))
                .isEqualTo("PAUSED");
        sale.step("resume");
        assertThat(outcome(sale.attempt(with(token, wish(newId(), "ann", newId(), 1)))))
                .isEqualTo("ADMITTED");
    }

    @Test
    void aUsedNonceIsForgottenWhenItsTokenHasRunOut() {
        Sale sale = openSale(10, 5);
        sale.attempt(with("short", Instant.now().plusMillis(400), wish(newId(), "ann", newId(), 1)));
        await().atMost(SOON).until(() -> {
            sale.attempt(with(newId(), wish(newId(), newId(), newId(), 1)));
            return !redis.getScoredSortedSet("fs:inv:nonces:" + sale.tag(), StringCodec.INSTANCE)
                    .contains("short");
        });
    }

    @Test
    void aNonceNeedsAnEnd() {
        Sale sale = openSale(10, 5);
        Map<String, Object> endless = new HashMap<>(wish(newId(), "ann", newId(), 1));
        endless.put("nonce", Map.of("value", "n1"));
        Answer answer = sale.batch(newId(), List.of(endless));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asString(""))
                .isEqualTo("attempts[0].nonce.validUntil");
    }

    private static Map<String, Object> with(String token, Map<String, Object> wish) {
        return with(token, Instant.now().plusSeconds(60), wish);
    }

    private static Map<String, Object> with(String token, Instant validUntil, Map<String, Object> wish) {
        Map<String, Object> withToken = new HashMap<>(wish);
        withToken.put("nonce", Map.of("value", token, "validUntil", validUntil.toString()));
        return withToken;
    }
}
