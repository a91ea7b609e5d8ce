package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.gate.RedisStockGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Redis forgets its last writes during a sale. Whatever it promises then, the ledger sells each unit once. */
@Order(Integer.MAX_VALUE)
class LostTailIT extends CrashingRedisIT {
    private static final Duration AT_ONCE = Duration.ofMillis(2);

    @Autowired
    private SeenRejections rejections;

    @Test
    void aTailLostUnderARushIsNoticedBeforeAnybodyIsPromisedTheSameUnits() throws Exception {
        Sale sale = openSale(3000, 1);
        try (Crowd crowd = new Crowd(sale, 8)) {
            // A sale like this is over in a third of a second.
            await().pollInterval(AT_ONCE).atMost(SOON).until(() -> crowd.admitted.size() >= 200);
            long before = STOCK.written();
            int known = crowd.admitted.size();
            await().pollInterval(AT_ONCE).atMost(SOON).until(() -> crowd.admitted.size() >= known + 200);
            STOCK.crash();
            int lost = crowd.admitted.size() - known;
            STOCK.forgetSince(before);
            STOCK.start();
            crowd.awaitGone();

            assertThat(lost).as("forgotten while orders were under way").isGreaterThanOrEqualTo(200);
            assertThat(crowd.otherAnswers).isEmpty();
            sale.awaitLedger(3000, 0);
            assertThat(sale.reservations("REJECTED")).isZero();
            assertThat(lastRebuild(sale)).isEqualTo("FORGOT_CHANGES");
            Set<String> held = new HashSet<>(sale.orders("HELD"));
            assertThat(held).hasSize(3000);
            assertThat(crowd.admitted)
                    .as("nobody holds units without having been told")
                    .containsAll(held);
            // What was admitted in the last moments and reached neither disk nor ledger is gone, and nothing else: at
            // most what was counted as lost, and a batch of every buyer before and after it was counted.
            assertThat(crowd.admitted.size() - held.size()).isLessThanOrEqualTo(lost + 2 * 8 * 4);
            assertThat(sale.gateAvailable()).isZero();
        }
    }

    @Test
    void aCutFileMakesTheLedgerRejectWhatIsPromisedTwice() {
        promisedTwice(() -> {
            long before = STOCK.written();
            return () -> STOCK.forgetSince(before);
        });
    }

    @Test
    void anOlderCopyOfTheFilesMakesTheLedgerRejectWhatIsPromisedTwice() {
        promisedTwice(() -> {
            Map<Path, byte[]> before = STOCK.copy();
            return () -> STOCK.restore(before);
        });
    }

    private interface Memory {
        Runnable remember();
    }

    /**
     * Another instance, which knows nothing of the changes that Redis forgets, sells the same units again before this
     * one finds out.
     */
    private void promisedTwice(Memory memory) {
        Sale sale = openSale(50, 5);
        buy(sale, 10);
        Runnable forget = memory.remember();
        buy(sale, 20);
        sale.awaitLedger(30, 0);
        double rejectedBefore =
                meters.counter("flashsale.reservations.rejected").count();
        heartbeats.stop();
        Set<String> promised = new HashSet<>();
        try {
            STOCK.crash();
            forget.run();
            STOCK.start();
            RedisStockGate otherInstance = new RedisStockGate(redis);
            IntStream.range(0, 8).parallel().forEach(i -> {
                List<Attempt> attempts = new ArrayList<>();
                for (int j = 0; j < 5; j++) attempts.add(new Attempt(newId(), newId(), newId(), "hash", 1));
                BatchState state = decided(otherInstance, sale, attempts);
                ((BatchState.Decided) state)
                        .verdict().verdicts().stream()
                                .filter(verdict -> verdict.outcome() == Outcome.ADMITTED)
                                .forEach(verdict -> {
                                    synchronized (promised) {
                                        promised.add(verdict.orderId());
                                    }
                                });
            });
            assertThat(promised).as("promised although only 20 were left").hasSize(40);
        } finally {
            heartbeats.start();
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sale.reservations("REJECTED")).isEqualTo(20));
        assertThat(sale.ledger()).isEqualTo(new Ledger(50, 50, 0));
        assertThat(meters.counter("flashsale.reservations.rejected").count() - rejectedBefore)
                .isEqualTo(20);
        List<String> rejected = sale.orders("REJECTED");
        assertThat(promised).containsAll(rejected);
        await().atMost(SOON).untilAsserted(() -> assertThat(rejections.orders()).containsAll(rejected));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(lastRebuild(sale)).isIn("PROMISED_TOO_MUCH", "FORKED_HISTORY", "FORGOT_CHANGES");
            assertThat(sale.gateAvailable()).isZero();
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(sale.buy(newId())).isEqualTo("SOLD_OUT"));
    }

    /** Asks again with the same id while the connections come back. */
    private static BatchState decided(RedisStockGate gate, Sale sale, List<Attempt> attempts) {
        String batch = newId();
        return await().atMost(SOON)
                .ignoreException(GateNotReady.class)
                .until(() -> gate.decide(sale.ref(), 1, batch, attempts), state -> true);
    }

    private void buy(Sale sale, int units) {
        for (int i = 0; i < units; i += 5) {
            assertThat(sale.batch(newId(), wishes(5)).status()).isEqualTo(200);
        }
    }
}
