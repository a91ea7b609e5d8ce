package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class SealedBatchStaysSealedIT extends InventoryIT {
    @Test
    void refusesADecisionThatComesAfterTheSeal() {
        Sale sale = openSale(10, 1);
        String batch = newId();
        Answer sealed = sale.seal(batch);
        assertThat(sealed.body().path("sealed").asBoolean()).isTrue();
        assertThat(sealed.body().path("verdict").isNull()).isTrue();

        Answer late = sale.batch(batch, wishes(2));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("batch-sealed");
        assertThat(sale.gateAvailable()).isEqualTo(10);
        assertThat(call(io.flashsale.web.Role.SERVICE, "GET", sale.path("/batches/" + batch), null)
                        .code())
                .isEqualTo("batch-sealed");
    }

    @Test
    void aDecidedBatchIsNotSealedButAnswered() {
        Sale sale = openSale(10, 1);
        String batch = newId();
        Answer decided = sale.batch(batch, wishes(2));

        Answer resolved = sale.seal(batch);

        assertThat(resolved.body().path("sealed").asBoolean()).isFalse();
        assertThat(resolved.body().path("verdict")).isEqualTo(decided.body());
        assertThat(call(io.flashsale.web.Role.SERVICE, "GET", sale.path("/batches/" + batch), null)
                        .body())
                .isEqualTo(decided.body());
    }

    @Test
    void aDecisionAndASealThatRaceAgree() throws Exception {
        Sale sale = openSale(1000, 1);
        int admitted = 0;
        for (int round = 0; round < 40; round++) {
            String batch = newId();
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Answer> decision = CompletableFuture.supplyAsync(() -> {
                awaitOther(start);
                return sale.batch(batch, wishes(1));
            });
            CompletableFuture<Answer> seal = CompletableFuture.supplyAsync(() -> {
                awaitOther(start);
                return sale.seal(batch);
            });
            boolean sealed = seal.get().body().path("sealed").asBoolean();
            assertThat(decision.get().status()).isEqualTo(sealed ? 409 : 200);
            if (!sealed) admitted++;
        }
        assertThat(sale.gateAvailable()).isEqualTo(1000 - admitted);
    }

    @Test
    void aBatchTheGateHasForgottenIsResolvedFromTheLedger() {
        Sale sale = openSale(10, 1);
        String batch = newId();
        var wish = wish(newId(), "ann", newId(), 1);
        sale.batch(batch, List.of(wish));
        awaitReservation(String.valueOf(wish.get("orderId")), "HELD");
        redis.getKeys().delete("fs:inv:batches:" + sale.tag());

        Answer resolved = sale.seal(batch);

        assertThat(resolved.body().path("sealed").asBoolean()).isFalse();
        assertThat(outcome(resolved.body().path("verdict").path("verdicts").path(0)))
                .isEqualTo("ADMITTED");
    }

    @Test
    void aBatchOfASaleThatIsOverIsSealedAlthoughItsGateIsGone() {
        Sale sale = openSale(10, 1);
        String bought = newId();
        var wish = wish(newId(), "ann", newId(), 1);
        sale.batch(bought, List.of(wish));
        awaitReservation(String.valueOf(wish.get("orderId")), "HELD");
        redis.getKeys()
                .delete("fs:inv:stock:" + sale.tag(), "fs:inv:batches:" + sale.tag(), "fs:inv:answers:" + sale.tag());
        String unknown = newId();
        assertThat(sale.seal(unknown).code()).as("the gate may come back").isEqualTo("gate-not-ready");

        sale.step("close");

        assertThat(sale.seal(unknown).body().path("sealed").asBoolean()).isTrue();
        assertThat(sale.batch(unknown, wishes(1)).code()).isEqualTo("batch-sealed");
        assertThat(sale.seal(bought).body().path("sealed").asBoolean()).isFalse();
        assertThat(outcome(sale.batch(bought, List.of(wish))
                        .body()
                        .path("verdicts")
                        .path(0)))
                .isEqualTo("ADMITTED");
    }

    private static void awaitOther(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
