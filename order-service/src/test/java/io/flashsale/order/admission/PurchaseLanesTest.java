package io.flashsale.order.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.admission.BatchTransaction.Result;
import io.flashsale.order.admission.BatchVerdict.Decision;
import io.flashsale.order.admission.BatchVerdict.Verdict;
import io.flashsale.order.admission.PurchaseLanes.Limits;
import io.flashsale.order.admission.StockGate.Reserved;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.PurchaseOutcome;
import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import io.flashsale.order.domain.PurchaseOutcome.Busy;
import io.flashsale.order.domain.PurchaseOutcome.Refusal;
import io.flashsale.order.domain.PurchaseOutcome.Replayed;
import io.flashsale.order.domain.PurchaseOutcome.Undecided;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Admission over a stock gate in memory. */
class PurchaseLanesTest {

    private static final ItemKey PHONE = new ItemKey("42", "phone");
    private static final Instant NOON = Instant.parse("2026-06-18T12:00:00Z");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryGate gate = new MemoryGate(100);
    private final KnownSale sale = new KnownSale(Clock.systemUTC(), Duration.ofMillis(300));

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void sellsEveryUnitOnceAndAnswersEverybody() throws Exception {
        PurchaseLanes lanes = lanes(this::decide);
        List<Future<PurchaseOutcome>> asked = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Attempt attempt = attempt(i, "buyer-" + i, "key");
            asked.add(threads.submit(() -> purchase(lanes, attempt)));
        }
        Set<OrderId> winners = new HashSet<>();
        int soldOut = 0;
        for (int i = 0; i < asked.size(); i++) {
            switch (asked.get(i).get()) {
                case Admitted admitted -> {
                    assertThat(admitted.orderId()).isEqualTo(new OrderId(i + 1));
                    assertThat(admitted.amount()).isEqualTo(new Money(990, "CNY"));
                    winners.add(admitted.orderId());
                }
                case Refusal refusal -> {
                    assertThat(refusal).isEqualTo(Refusal.SOLD_OUT);
                    soldOut++;
                }
                default -> throw new AssertionError(asked.get(i).get());
            }
        }
        assertThat(winners).hasSize(100);
        assertThat(soldOut).isEqualTo(2_900);
        assertThat(gate.largestBatch).isLessThanOrEqualTo(128);
    }

    @Test
    void remembersThatTheGateSaidSoldOut() {
        sale.learn(new LiveSale(
                "1",
                Instant.now(),
                List.of(new LiveSale.Campaign(
                        "42",
                        LiveSale.Phase.OPEN,
                        Instant.now().minusSeconds(1),
                        Instant.now().plusSeconds(60),
                        900,
                        List.of(new LiveSale.Item("phone", new Money(990, "CNY"), 1, false))))));
        gate.left = 1;
        PurchaseLanes lanes = lanes(this::decide);
        assertThat(purchase(lanes, attempt(1, "ann", "key"))).isInstanceOf(Admitted.class);
        assertThat(sale.stateOf(PHONE)).isEqualTo(KnownSale.State.SOLD_OUT);
    }

    @Test
    void aBatchWithoutAMessageHoldsNothingAndSaysBusy() {
        assertThat(purchase(lanes(_ -> new Result.NothingHeld()), attempt(1, "ann", "key")))
                .isInstanceOf(Busy.class);
    }

    @Test
    void anUnknownOutcomeIsNeverCalledARefusal() {
        assertThat(purchase(lanes(_ -> new Result.Unknown()), attempt(1, "ann", "key")))
                .isInstanceOf(Undecided.class);
        PurchaseLanes failing = lanes(_ -> {
            throw new IllegalStateException("lost");
        });
        assertThat(purchase(failing, attempt(1, "ann", "key"))).isInstanceOf(Undecided.class);
    }

    @Test
    void whoseBatchMayBeDecidedYetIsNotToldSoldOut() {
        PurchaseLanes lanes = lanes(_ -> new Result.Unknown());
        purchase(lanes, attempt(1, "ann", "key"));
        assertThat(lookUp(lanes, attempt(2, "ann", "key"))).isInstanceOf(Undecided.class);
        assertThat(lookUp(lanes, attempt(3, "bob", "key"))).isEqualTo(Refusal.SOLD_OUT);
    }

    @Test
    void aRetryIsToldTheOriginalOrder() {
        PurchaseLanes lanes = lanes(this::decide);
        purchase(lanes, attempt(1, "ann", "key"));
        assertThat(purchase(lanes, attempt(2, "ann", "key"))).isEqualTo(new Replayed(new OrderId(2)));
        assertThat(lookUp(lanes, attempt(3, "ann", "key"))).isEqualTo(new Replayed(new OrderId(2)));
        assertThat(lookUp(lanes, attempt(4, "bob", "key"))).isEqualTo(Refusal.SOLD_OUT);
    }

    private Result decide(Batch batch) {
        return gate.reserve(batch) instanceof Reserved.Decided(BatchVerdict verdict)
                ? new Result.Decided(verdict)
                : new Result.Unknown();
    }

    private static PurchaseOutcome purchase(PurchaseLanes lanes, Attempt attempt) {
        return lanes.purchase(PHONE, attempt, turn(attempt));
    }

    private static PurchaseOutcome lookUp(PurchaseLanes lanes, Attempt attempt) {
        return lanes.lookUp(PHONE, attempt, Refusal.SOLD_OUT, turn(attempt));
    }

    private static Turns.Turn turn(Attempt attempt) {
        try {
            return new Turns()
                    .take(attempt.buyerId(), attempt.idempotencyKey(), Duration.ZERO)
                    .orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private PurchaseLanes lanes(BatchTransaction transaction) {
        return new PurchaseLanes(
                transaction,
                gate,
                sale,
                new Limits(4_096, 128, 2, Duration.ofSeconds(20)),
                threads,
                new SimpleMeterRegistry());
    }

    private static Attempt attempt(int serial, String buyer, String key) {
        return new Attempt(new OrderId(serial + 1), buyer, key, "hash", 1);
    }

    /** One item in memory, with the gate's rules of idempotency. */
    private static final class MemoryGate implements StockGate {
        private final Map<String, OrderId> admitted = new HashMap<>();
        private int left;
        private int largestBatch;

        private MemoryGate(int left) {
            this.left = left;
        }

        @Override
        public synchronized Reserved reserve(Batch batch) {
            largestBatch = Math.max(largestBatch, batch.attempts().size());
            List<Verdict> verdicts = new ArrayList<>();
            for (Attempt attempt : batch.attempts()) {
                String key = attempt.buyerId() + "/" + attempt.idempotencyKey();
                OrderId original = admitted.get(key);
                if (original != null) {
                    verdicts.add(new Verdict(attempt.orderId(), Decision.REPLAYED, original));
                } else if (left > 0) {
                    left--;
                    admitted.put(key, attempt.orderId());
                    verdicts.add(new Verdict(attempt.orderId(), Decision.ADMITTED, null));
                } else {
                    verdicts.add(new Verdict(attempt.orderId(), Decision.SOLD_OUT, null));
                }
            }
            return new Reserved.Decided(new BatchVerdict(
                    batch.batchId(), batch.item(), NOON, NOON.plusSeconds(900), new Money(990, "CNY"), left, verdicts));
        }

        @Override
        public Optional<BatchVerdict> verdictOf(ItemKey item, String batchId) {
            return Optional.empty();
        }

        @Override
        public Optional<BatchVerdict> seal(ItemKey item, String batchId) {
            return Optional.empty();
        }

        @Override
        public synchronized List<Answer> answers(ItemKey item, List<Attempt> attempts) {
            return attempts.stream()
                    .map(attempt -> answer(admitted.get(attempt.buyerId() + "/" + attempt.idempotencyKey())))
                    .toList();
        }

        @Override
        public LiveSale live(String known, Duration patience) {
            return new LiveSale("1", NOON, List.of());
        }

        private static Answer answer(@Nullable OrderId original) {
            return original == null ? new Answer(null, null) : new Answer(Decision.ADMITTED, original);
        }
    }
}
