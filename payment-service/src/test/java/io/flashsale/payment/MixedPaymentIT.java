package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Points and a coupon pay what they are worth, money the rest; all of it moves or none. */
class MixedPaymentIT extends PaymentIT {

    @Test
    void walletPaysWhatPointsAndCouponDoNot() {
        String buyer = fresh("b");
        String order = order(buyer, 1000);
        topUp(buyer, 1000);

        Answer paid = pay(buyer, "k1", order, "WALLET", 150, "c-1");

        assertThat(paid.paymentStatus()).isEqualTo("CAPTURED");
        assertThat(paid.body().path("amount").path("amount").asLong()).isEqualTo(650);
        assertThat(purse(buyer)).isEqualTo(new Purse(350, 0));
        assertThat(PEERS.checkouts(order))
                .hasSize(3)
                .allSatisfy(checkout -> assertThat(checkout.xid()).isNotBlank());
        await().untilAsserted(() -> assertThat(heard.ofOrder(order))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.amount()).isEqualTo(650);
                    assertThat(event.pointsDiscount()).isEqualTo(150L);
                    assertThat(event.couponDiscount()).isEqualTo(Peers.COUPON_WORTH);
                }));
        assertThat(pay(buyer, "k1", order, "WALLET", 151, "c-1").code()).isEqualTo("idempotency-key-reused");
        assertThat(pay(buyer, "k1", order, "WALLET", 150, "c-1").body()).isEqualTo(paid.body());
    }

    @Test
    void rewardsAlonePayAnOrderWithoutAWallet() {
        String buyer = fresh("b");
        String order = order(buyer, 500);
        Answer paid = pay(buyer, "k1", order, "WALLET", 300, "c-1");
        assertThat(paid.paymentStatus()).isEqualTo("CAPTURED");
        assertThat(paid.body().path("amount").path("amount").asLong(-1)).isZero();
    }

    @Test
    void takesNoMoneyWhenTheRewardsAreRefused() {
        String buyer = fresh("b");
        String order = order(buyer, 1000);
        topUp(buyer, 1000);
        PEERS.rewardsAnswer(order, 409, "insufficient-points");
        assertThat(pay(buyer, "k1", order, "WALLET", 150, null).code()).isEqualTo("insufficient-points");
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
        assertThat(pay(buyer, "k2", order, "PROVIDER", 150, null).code()).isEqualTo("insufficient-points");
        PEERS.rewardsAnswer(order, 409, "coupon-not-usable");
        assertThat(pay(buyer, "k3", order, "WALLET", 0, "c-1").code()).isEqualTo("coupon-not-usable");
        assertThat(pay(buyer, "k4", order, "WALLET", -1, null).status()).isEqualTo(422);
    }

    @Test
    void holdsRewardsForThePaymentAtTheProviderAndSpendsThemWithTheMoney() {
        String buyer = fresh("b");
        String order = order(buyer, 1000);
        Answer initiated = pay(buyer, "k1", order, "PROVIDER", 150, "c-1");
        assertThat(initiated.body().path("amount").path("amount").asLong()).isEqualTo(650);
        assertThat(PEERS.rewardCalls(initiated.paymentId())).containsExactly("hold");

        buyerPaysAtProvider(initiated.body());

        await().untilAsserted(() ->
                assertThat(PEERS.rewardCalls(initiated.paymentId())).containsExactly("hold", "confirm"));
        assertThat(statusOf(initiated.paymentId())).isEqualTo("CAPTURED");
        assertThat(bookOf(initiated.paymentId()).path("captured").asLong()).isEqualTo(650);
        await().untilAsserted(() -> assertThat(heard.ofOrder(order)).hasSize(1));
    }

    @Test
    void givesTheRewardsBackWhenNothingIsLeftForTheProviderOrAnotherPaymentPays() {
        String buyer = fresh("b");
        String order = order(buyer, 500);
        Answer nothing = pay(buyer, "k1", order, "PROVIDER", 300, "c-1");
        assertThat(nothing.code()).isEqualTo("nothing-to-pay");
        String paymentId = jdbc.queryForList("SELECT id FROM payment WHERE order_id = ?", String.class, order)
                .getFirst();
        await().untilAsserted(() -> assertThat(PEERS.rewardCalls(paymentId)).containsExactly("hold", "cancel"));

        Answer atProvider = pay(buyer, "k2", order, "PROVIDER", 100, null);
        topUp(buyer, 500);
        assertThat(pay(buyer, "k3", order, "WALLET").paymentStatus()).isEqualTo("CAPTURED");
        buyerPaysAtProvider(atProvider.body());
        await().untilAsserted(() -> assertThat(
                        bookOf(atProvider.paymentId()).path("refunded").asLong())
                .isEqualTo(400));
        await().untilAsserted(() ->
                assertThat(PEERS.rewardCalls(atProvider.paymentId())).containsExactly("hold", "cancel"));
    }

    @Test
    void givesMoneyBackThatComesAfterItsRewardsWentBack() {
        String buyer = fresh("b");
        String order = order(buyer, 1000);
        Answer initiated = pay(buyer, "k1", order, "PROVIDER", 150, null);
        jdbc.update(
                "UPDATE payment SET status = 'CLOSED', reward_hold = 'CANCELLED', next_query_at = NULL WHERE id = ?",
                initiated.paymentId());

        buyerPaysAtProvider(initiated.body());

        await().untilAsserted(() -> assertThat(
                        bookOf(initiated.paymentId()).path("refunded").asLong())
                .isEqualTo(850));
        assertThat(heard.ofOrder(order)).isEmpty();
    }

    private static String order(String buyer, long amount) {
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, amount);
        return order;
    }
}
