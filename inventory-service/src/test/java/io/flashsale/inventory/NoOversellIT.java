package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoOversellIT extends InventoryIT {
    @Test
    void scriptsForgottenAgainAndAgainDuringARushChangeNothing() throws Exception {
        Sale sale = openSale(300, 1);
        AtomicBoolean rush = new AtomicBoolean(true);
        AtomicInteger flushes = new AtomicInteger();
        Thread forgetting = Thread.ofVirtual().start(() -> {
            while (rush.get()) {
                redis.getScript().scriptFlush();
                flushes.incrementAndGet();
            }
        });
        long admitted = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> sale.batch(newId(), wishes(6)))
                .peek(answer ->
                        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200))
                .flatMap(answer -> answer.body().path("verdicts").valueStream())
                .filter(verdict -> outcome(verdict).equals("ADMITTED"))
                .count();
        rush.set(false);
        forgetting.join();
        assertThat(flushes.get()).isGreaterThan(20);
        assertThat(admitted).isEqualTo(300);
        sale.awaitLedger(300, 0);
    }

    @Test
    void admitsExactlyTheStockUnderACrowd() throws Exception {
        Sale sale = openSale(500, 1);
        long admitted = crowd(80, () -> admittedIn(sale.batch(newId(), wishes(16))));
        assertThat(admitted).isEqualTo(500);
        sale.awaitLedger(500, 0);
        assertThat(sale.gateAvailable()).isZero();
        assertThat(sql.sql("SELECT COALESCE(SUM(quantity), 0) FROM reservation WHERE item_id = ? AND status = 'HELD'")
                        .param(sale.itemId)
                        .query(Integer.class)
                        .single())
                .isEqualTo(500);
    }

    @Test
    void theLastUnitHasOneWinner() throws Exception {
        Sale sale = openSale(1, 1);
        assertThat(crowd(64, () -> admittedIn(sale.batch(newId(), wishes(1))))).isEqualTo(1);
        sale.awaitLedger(1, 0);
    }

    @Test
    void attemptsThatAskForMoreThanIsLeftDoNotBlockThoseThatFit() {
        Sale sale = openSale(3, 5);
        Answer answer = sale.batch(
                newId(),
                List.of(
                        wish(newId(), "ann", newId(), 2),
                        wish(newId(), "bob", newId(), 2),
                        wish(newId(), "cid", newId(), 1)));
        assertThat(answer.body().path("verdicts").valueStream().map(InventoryIT::outcome))
                .containsExactly("ADMITTED", "SOLD_OUT", "ADMITTED");
        assertThat(answer.body().path("available").asInt()).isZero();
    }

    private static long admittedIn(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body()
                .path("verdicts")
                .valueStream()
                .filter(verdict -> outcome(verdict).equals("ADMITTED"))
                .count();
    }

    private static long crowd(int calls, Callable<Long> call) throws InterruptedException, ExecutionException {
        List<Callable<Long>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) all.add(call);
        long sum = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Long> future : threads.invokeAll(all)) sum += future.get();
        }
        return sum;
    }
}
