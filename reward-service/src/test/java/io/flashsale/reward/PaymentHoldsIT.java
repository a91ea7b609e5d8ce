package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a provider payment holds is spent once or given back once, whatever arrives how often and in which order. */
class PaymentHoldsIT extends RewardIT {

    @Test
    void holdsOnceAndAnswersTheSameAgain() throws Exception {
        String buyer = fresh("b");
        String order = fresh("o");
        String payment = fresh("p");
        give(buyer, 300);
        String coupon = coupon(buyer, "\"amountOff\":" + money(150));
        List<Answer> answers = concurrently(20, () -> hold(payment, checkout(order, buyer, 1000, 200, coupon)));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.discount("pointsDiscount")).isEqualTo(200);
            assertThat(answer.discount("couponDiscount")).isEqualTo(150);
        });
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(100);
        assertThat(points(buyer).path("frozen").asLong()).isEqualTo(200);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("HELD");
        assertThat(hold(payment, checkout(order, buyer, 1000, 201, coupon)).status())
                .isEqualTo(422);
        booksBalance(buyer);
    }

    @Test
    void spendsOnce() throws Exception {
        String buyer = fresh("b");
        String payment = fresh("p");
        give(buyer, 300);
        String coupon = coupon(buyer, "\"percentOff\":10");
        String checkout = checkout(fresh("o"), buyer, 1000, 200, coupon);
        assertThat(hold(payment, checkout).discount("couponDiscount")).isEqualTo(100);
        assertThat(concurrently(10, () -> confirm(payment)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(204));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(100);
        assertThat(points(buyer).path("frozen").asLong()).isZero();
        assertThat(couponStatus(buyer, coupon)).isEqualTo("REDEEMED");
        assertThat(cancel(payment).code()).isEqualTo("hold-spent");
        assertThat(hold(payment, checkout).discount("pointsDiscount")).isEqualTo(200);
        booksBalance(buyer);
    }

    @Test
    void givesBackOnce() throws Exception {
        String buyer = fresh("b");
        String payment = fresh("p");
        give(buyer, 300);
        String coupon = coupon(buyer, "\"amountOff\":" + money(150));
        String checkout = checkout(fresh("o"), buyer, 1000, 200, coupon);
        hold(payment, checkout);
        assertThat(concurrently(10, () -> cancel(payment)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(204));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(300);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("AVAILABLE");
        assertThat(confirm(payment).code()).isEqualTo("hold-cancelled");
        assertThat(hold(payment, checkout).code()).isEqualTo("hold-cancelled");
        booksBalance(buyer);
    }

    @Test
    void refusesAHoldThatItsCancelHasOvertaken() {
        String buyer = fresh("b");
        String payment = fresh("p");
        give(buyer, 300);
        assertThat(cancel(payment).status()).isEqualTo(204);
        assertThat(cancel(payment).status()).isEqualTo(204);
        assertThat(hold(payment, checkout(fresh("o"), buyer, 1000, 200, null)).code())
                .isEqualTo("hold-cancelled");
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(300);
        assertThat(confirm(fresh("p")).status()).isEqualTo(404);
    }

    @Test
    void endsOneWayWhenConfirmAndCancelRace() throws Exception {
        for (int round = 0; round < 25; round++) {
            String buyer = fresh("b");
            String payment = fresh("p");
            give(buyer, 20);
            hold(payment, checkout(fresh("o"), buyer, 1000, 20, null));
            List<Callable<Answer>> both = List.of(() -> confirm(payment), () -> cancel(payment));
            List<Answer> answers = run(both);
            boolean spent = answers.get(0).status() == 204;
            assertThat(answers.get(1).status()).isEqualTo(spent ? 409 : 204);
            assertThat(points(buyer).path("balance").asLong()).isEqualTo(spent ? 0 : 20);
            booksBalance(buyer);
        }
    }

    @Test
    void givesACouponToOnePaymentOnly() throws Exception {
        String buyer = fresh("b");
        String coupon = coupon(buyer, "\"amountOff\":" + money(150));
        List<Answer> answers = concurrently(20, () -> hold(fresh("p"), checkout(fresh("o"), buyer, 1000, 0, coupon)));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("coupon-not-usable"));
    }

    @Test
    void refusesWhatCannotPayAndLeavesNothingHeld() {
        String buyer = fresh("b");
        give(buyer, 300);
        String coupon = coupon(buyer, "\"amountOff\":" + money(150));
        String payment = fresh("p");
        assertThat(hold(payment, checkout(fresh("o"), buyer, 1000, 301, coupon)).code())
                .isEqualTo("insufficient-points");
        assertThat(couponStatus(buyer, coupon)).isEqualTo("AVAILABLE");
        assertThat(hold(payment, checkout(fresh("o"), buyer, 300, 200, null)).code())
                .isEqualTo("points-over-limit");
        assertThat(hold(payment, checkout(fresh("o"), buyer, 499, 0, coupon)).code())
                .isEqualTo("coupon-not-usable");
        assertThat(hold(payment, checkout(fresh("o"), fresh("other"), 1000, 0, coupon))
                        .code())
                .isEqualTo("coupon-not-usable");
        jdbc.update("UPDATE coupon SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", coupon);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("EXPIRED");
        assertThat(hold(payment, checkout(fresh("o"), buyer, 1000, 0, coupon)).code())
                .isEqualTo("coupon-not-usable");
        assertThat(points(buyer).path("frozen").asLong()).isZero();
        assertThat(hold(payment, checkout(fresh("o"), buyer, 1000, 300, null)).status())
                .isEqualTo(200);
    }

    @Test
    void namesTheFieldsAtFault() {
        Answer answer = hold(
                "p",
                "{\"orderId\":\"\",\"orderAmount\":{\"amount\":0,\"currency\":\"EUR\"},\"points\":-1,\"couponId\":\"x\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.fields())
                .containsExactlyInAnyOrder(
                        "orderId", "buyerId", "orderAmount.amount", "orderAmount.currency", "points", "couponId");
    }
}
