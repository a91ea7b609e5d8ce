package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An order earns once by each rule and loses no more than that, whatever arrives how often and in which order. */
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
        String payment = fresh("p");
        grant(order, buyer, 1000);
        hold(payment, checkout(fresh("o"), buyer, 1000, 6, null));
        confirm(payment);
        assertThat(reverse(order).points()).isEqualTo(10);
        assertThat(points(buyer).path("balance").asLong()).isZero();
        assertThat(points(buyer).path("debt").asLong()).isEqualTo(6);
        booksBalance(buyer);
        grant(fresh("o"), buyer, 1000);
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(4);
        assertThat(points(buyer).path("debt").asLong()).isZero();
        booksBalance(buyer);
    }

    @Test
    void addsUpAllRulesThatApplyAndGrantsEachOnce() throws Exception {
        String campaign = fresh("c");
        String rule = fresh("double");
        post(
                OPERATOR,
                "/api/admin/rewards/rules",
                "{\"name\":\"%s\",\"campaignId\":\"%s\",\"minAmount\":%s,\"points\":{\"points\":2,\"per\":%s}}"
                        .formatted(rule, campaign, money(1000), money(100)));
        String order = fresh("o");
        String buyer = fresh("b");
        List<Answer> answers = concurrently(20, () -> grant(order, buyer, 1990, campaign));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.points()).isEqualTo(57));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(57);
        assertThat(grant(fresh("o"), buyer, 999, campaign).points()).isEqualTo(9);
        assertThat(grant(fresh("o"), buyer, 1990, fresh("c")).points()).isEqualTo(19);

        post(OPERATOR, "/api/admin/rewards/rules/" + rule + "/disable", "");
        assertThat(grant(order, buyer, 1990, campaign).points()).isEqualTo(57);
        assertThat(grant(fresh("o"), buyer, 1990, campaign).points()).isEqualTo(19);
        assertThat(reverse(order).points()).isEqualTo(57);
        booksBalance(buyer);
    }

    @Test
    void givesBetterCustomersWhatIsForThem() {
        String campaign = fresh("c");
        post(
                OPERATOR,
                "/api/admin/rewards/rules",
                "{\"name\":\"%s\",\"campaignId\":\"%s\",\"tier\":\"SILVER\",\"points\":{\"points\":1,\"per\":%s}}"
                        .formatted(fresh("silver"), campaign, money(100)));
        String buyer = fresh("b");
        assertThat(grant(fresh("o"), buyer, 99_900, campaign).points()).isEqualTo(999);
        assertThat(points(buyer).path("tier").asString()).isEqualTo("STANDARD");
        grant(fresh("o"), buyer, 100);
        assertThat(points(buyer).path("tier").asString()).isEqualTo("SILVER");
        assertThat(grant(fresh("o"), buyer, 1_000, campaign).points()).isEqualTo(20);
    }

    @Test
    void reversesPartByPartAndEndsExactlyAtTheGrant() throws Exception {
        String order = fresh("o");
        String buyer = fresh("b");
        grant(order, buyer, 1000);
        List<Answer> first = concurrently(10, () -> reverse(order, "r1", 333, 1000));
        assertThat(first).allSatisfy(answer -> assertThat(answer.points()).isEqualTo(3));
        assertThat(reverse(order, "r2", 333, 1000).points()).isEqualTo(3);
        assertThat(reverse(order, "r3", 334, 1000).points()).isEqualTo(4);
        assertThat(reverse(order, "r1", 333, 1000).points()).isEqualTo(3);
        assertThat(points(buyer).path("balance").asLong()).isZero();
        assertThat(reverse(order, "r1", 334, 1000).status()).isEqualTo(422);
        assertThat(grant(order, buyer, 1000).code()).isEqualTo("already-reversed");
        assertThat(reverse(order).points()).isZero();
        booksBalance(buyer);
    }

    @Test
    void takesAnEarlyPartialRefundIntoAccountWhenTheGrantArrives() {
        String order = fresh("o");
        String buyer = fresh("b");
        assertThat(reverse(order, "r1", 250, 1000).points()).isZero();
        assertThat(grant(order, buyer, 1000).points()).isEqualTo(10);
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(8);
        assertThat(reverse(order, "r2", 750, 1000).points()).isEqualTo(8);
        assertThat(points(buyer).path("balance").asLong()).isZero();
        booksBalance(buyer);
    }

    @Test
    void keepsAccountsOfOneBuyerExactUnderConcurrentOrders() throws Exception {
        String buyer = fresh("b");
        concurrently(40, () -> {
            String order = fresh("o");
            return untilDone(() -> grant(order, buyer, 300));
        });
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(120);
        booksBalance(buyer);
    }

    @Test
    void letsOnlyServicesMovePointsAndRefusesAnInvalidRequest() {
        assertThat(put(new Caller("b", Role.SHOPPER), "/internal/points/reversals/o", "")
                        .status())
                .isEqualTo(403);
        assertThat(grant("o", "b", -1).status()).isEqualTo(422);
    }
}
