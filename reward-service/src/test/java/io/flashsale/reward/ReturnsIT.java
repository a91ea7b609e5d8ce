package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Refunds give back what an order was paid with: once each, and together never more than was spent. */
class ReturnsIT extends RewardIT {

    @Test
    void givesBackOncePerRefundAndNeverMoreThanWasSpent() throws Exception {
        String buyer = fresh("b");
        String order = fresh("o");
        String coupon = pay(order, buyer);
        assertThat(concurrently(10, () -> giveBack(order, "r1", 120, false)))
                .allSatisfy(answer -> assertThat(answer.points()).isEqualTo(120));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(220);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("REDEEMED");

        assertThat(concurrently(10, () -> giveBack(order, fresh("r"), 30, true)))
                .extracting(Answer::points)
                .containsOnlyOnce(20L)
                .satisfies(given -> assertThat(
                                given.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(80));
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(300);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("AVAILABLE");
        assertThat(giveBack(order, "r1", 120, false).points()).isEqualTo(120);
        assertThat(giveBack(order, "r1", 121, false).status()).isEqualTo(422);
        booksBalance(buyer);
    }

    @Test
    void waitsForAPaymentThatIsNotSettled() {
        String buyer = fresh("b");
        String order = fresh("o");
        String payment = fresh("p");
        give(buyer, 300);
        hold(payment, checkout(order, buyer, 1000, 200, null));
        assertThat(giveBack(order, "r1", 200, false).code()).isEqualTo("not-yet");
        confirm(payment);
        assertThat(giveBack(order, "r1", 200, false).points()).isEqualTo(200);
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(300);
    }

    @Test
    void givesNothingBackForAnOrderThatSpentNothing() {
        Answer nothing = giveBack(fresh("o"), "r1", 200, true);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.points()).isZero();
        assertThat(nothing.body().path("coupon").asBoolean(true)).isFalse();
    }

    @Test
    void paysDebtOffWithWhatComesBack() {
        String buyer = fresh("b");
        String earner = fresh("o");
        String order = fresh("o");
        String payment = fresh("p");
        grant(earner, buyer, 20_000);
        hold(payment, checkout(order, buyer, 1000, 200, null));
        confirm(payment);
        reverse(earner);
        assertThat(points(buyer).path("debt").asLong()).isEqualTo(200);
        giveBack(order, "r1", 200, false);
        assertThat(points(buyer).path("debt").asLong()).isZero();
        assertThat(points(buyer).path("balance").asLong()).isZero();
        booksBalance(buyer);
    }

    /** An order paid with 200 of 300 points and a coupon; the coupon's id. */
    private String pay(String order, String buyer) {
        give(buyer, 300);
        String coupon = coupon(buyer, "\"amountOff\":" + money(150));
        String payment = fresh("p");
        assertThat(hold(payment, checkout(order, buyer, 1000, 200, coupon)).status())
                .isEqualTo(200);
        assertThat(confirm(payment).status()).isEqualTo(204);
        return coupon;
    }

    private Answer giveBack(String order, String refund, long points, boolean coupon) {
        return put(
                ORDER_SERVICE,
                "/internal/redemptions/" + order + "/returns/" + refund,
                "{\"points\":%d,\"coupon\":%s}".formatted(points, coupon));
    }
}
