package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sixty-four at a time on one account: sums are exact, nothing is spent twice, and nobody deadlocks. */
class PointsUnderContentionIT extends RewardIT {

    private static final Logger LOG = LoggerFactory.getLogger(PointsUnderContentionIT.class);
    private static final int THREADS = 64;

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void freezesNoMoreThanThereIs() throws Exception {
        String buyer = fresh("b");
        give(buyer, 105);
        List<Answer> answers = concurrently(THREADS, () -> {
            String payment = fresh("p");
            return insist(() -> hold(payment, checkout(fresh("o"), buyer, 1000, 10, null)));
        });
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("insufficient-points"));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(5);
        assertThat(points(buyer).path("frozen").asLong()).isEqualTo(100);
        booksBalance(buyer);
    }

    @Test
    void addsUpWhateverHappensAtTheSameTime() throws Exception {
        String buyer = fresh("b");
        give(buyer, THREADS * 10L);
        long deadlocks = deadlocks();
        long begun = System.nanoTime();
        List<Callable<Answer>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int kind = i % 4;
            String id = fresh("x");
            work.add(() -> {
                insist(() -> grant(id, buyer, 500));
                insist(() -> hold(id, checkout(id, buyer, 1000, 10, null)));
                return switch (kind) {
                    case 0 -> insist(() -> confirm(id));
                    case 1 -> insist(() -> cancel(id));
                    case 2 -> insist(() -> reverse(id));
                    default -> {
                        insist(() -> confirm(id));
                        yield insist(() -> giveBack(id, "r", 4));
                    }
                };
            });
        }
        assertThat(run(work)).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 204));
        LOG.info(
                "{} threads on one account: {} calls tried {} times in {} ms",
                THREADS,
                THREADS * 3 + THREADS / 4,
                tries.get(),
                (System.nanoTime() - begun) / 1_000_000);

        int each = THREADS / 4;
        assertThat(points(buyer).path("balance").asLong())
                .isEqualTo(each * ((10L + 5 - 10) + (10 + 5) + (10 - 10) + (10 + 5 - 10 + 4)));
        assertThat(points(buyer).path("frozen").asLong()).isEqualTo(each * 10L);
        assertThat(points(buyer).path("debt").asLong()).isZero();
        booksBalance(buyer);
        assertThat(deadlocks()).isEqualTo(deadlocks);
    }

    private Answer giveBack(String order, String refund, long points) {
        return put(
                ORDER_SERVICE,
                "/internal/redemptions/" + order + "/returns/" + refund,
                "{\"points\":%d,\"coupon\":false}".formatted(points));
    }

    private Answer insist(Supplier<Answer> call) {
        return untilDone(() -> {
            tries.incrementAndGet();
            return call.get();
        });
    }

    private long deadlocks() {
        return Long.parseLong(String.valueOf(
                jdbc.queryForMap("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'").get("VALUE")));
    }
}
