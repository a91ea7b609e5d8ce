package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An order earns once and loses once, whatever arrives how often and in which order. */
class PointsGrantedOnceIT extends RewardIT {

    @Test
    void grantsOnceHoweverManyAskAtTheSameTime() throws Exception {
        String order = fresh("o");
        String buyer = fresh("b");
        List<Answer> answers = concurrently(20, () -> grant(order, buyer, 1990));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.points()).isEqualTo(19);
        });
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(19);
        assertThat(points(buyer).path("entries").size()).isEqualTo(1);
    }

    @Test
    void reversesExactlyWhatWasGrantedAndOnce() throws Exception {
        String order = fresh("o");
        String buyer = fresh("b");
        grant(fresh("other"), buyer, 500);
        grant(order, buyer, 1990);
        List<Answer> answers = concurrently(20, () -> reverse(order));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.points()).isEqualTo(19));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(5);
    }

    @Test
    void tellsOthersOnceOfWhatWasGrantedAndTakenBack() throws Exception {
        String order = fresh("o");
        String buyer = fresh("b");
        String nothing = fresh("o");
        concurrently(5, () -> grant(order, buyer, 1990));
        concurrently(5, () -> reverse(order));
        reverse(nothing);
        String last = fresh("o");
        grant(last, buyer, 100);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        heard.ofOrder(order).size() >= 2 && !heard.ofOrder(last).isEmpty());
        assertThat(heard.ofOrder(order)).containsExactlyInAnyOrder("PointsGranted 19", "PointsReversed 19");
        assertThat(heard.ofOrder(nothing)).isEmpty();
    }

    @Test
    void refusesAGrantThatComesAfterItsReversal() {
        String order = fresh("o");
        String buyer = fresh("b");
        assertThat(reverse(order).points()).isZero();
        Answer late = grant(order, buyer, 1990);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("already-reversed");
        assertThat(points(buyer).path("balance").asLong()).isZero();
    }

    @Test
    void leavesNothingBehindWhenGrantAndReversalRace() throws Exception {
        for (int round = 0; round < 25; round++) {
            String order = fresh("o");
            String buyer = fresh("b");
            List<Callable<Answer>> both = List.of(() -> grant(order, buyer, 1000), () -> reverse(order));
            List<Answer> answers = run(both);
            long reversed = answers.get(1).points();
            assertThat(reversed).isEqualTo(answers.get(0).status() == 200 ? 10 : 0);
            assertThat(points(buyer).path("balance").asLong()).isZero();
        }
    }

    @Test
    void answersAGrantForAnotherBuyerOrAmountWithAConflict() {
        String order = fresh("o");
        grant(order, "b1", 1000);
        assertThat(grant(order, "b2", 1000).code()).isEqualTo("granted-otherwise");
        assertThat(grant(order, "b1", 2000).code()).isEqualTo("granted-otherwise");
    }

    @Test
    void turnsSpentPointsIntoDebtThatLaterGrantsPayOff() {
        String order = fresh("o");
        String buyer = fresh("b");
        grant(order, buyer, 1000);
        jdbc.update("UPDATE points_account SET balance = 4 WHERE buyer_id = ?", buyer);
        assertThat(reverse(order).points()).isEqualTo(10);
        assertThat(points(buyer).path("balance").asLong()).isZero();
        assertThat(points(buyer).path("debt").asLong()).isEqualTo(6);
        grant(fresh("o"), buyer, 1000);
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(4);
        assertThat(points(buyer).path("debt").asLong()).isZero();
    }

    @Test
    void keepsAccountsOfOneBuyerExactUnderConcurrentOrders() throws Exception {
        String buyer = fresh("b");
        concurrently(40, () -> grant(fresh("o"), buyer, 300));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(120);
        assertThat(jdbc.queryForObject("SELECT SUM(points) FROM points_entry WHERE buyer_id = ?", Long.class, buyer))
                .isEqualTo(120);
    }

    @Test
    void letsOnlyServicesMovePointsAndRefusesAnInvalidRequest() {
        assertThat(put(new Caller("b", Role.SHOPPER), "/internal/points/reversals/o", "")
                        .status())
                .isEqualTo(403);
        assertThat(grant("o", "b", -1).status()).isEqualTo(422);
    }

    private static List<Answer> concurrently(int times, Callable<Answer> call) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(call);
        }
        return run(calls);
    }

    private static List<Answer> run(List<Callable<Answer>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
