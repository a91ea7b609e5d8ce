package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An order earns a coupon once by each rule, and no template grants more than its quota. */
class CouponsGrantedOnceIT extends RewardIT {

    @Test
    void grantsOnceHoweverManyAskAtTheSameTime() throws Exception {
        String campaign = campaignWithCoupon(10);
        String order = fresh("o");
        String buyer = fresh("b");
        List<Answer> answers = concurrently(20, () -> grantCoupons(order, buyer, campaign));
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.getFirst().body().path("couponIds").size()).isEqualTo(1);
        assertThat(coupons(buyer)).isEqualTo(1);
        assertThat(grantCoupons(order, fresh("b"), campaign).code()).isEqualTo("granted-otherwise");
        assertThat(grantCoupons(fresh("o"), buyer, fresh("c"))
                        .body()
                        .path("couponIds")
                        .size())
                .isZero();
    }

    @Test
    void grantsNoMoreThanTheQuota() throws Exception {
        String campaign = campaignWithCoupon(7);
        List<Answer> answers = concurrently(30, () -> grantCoupons(fresh("o"), fresh("b"), campaign));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers)
                .filteredOn(answer -> answer.body().path("couponIds").size() == 1)
                .hasSize(7);
    }

    @Test
    void takesBackOnceWhatIsNotUsedAndFreesTheQuota() throws Exception {
        String campaign = campaignWithCoupon(1);
        String order = fresh("o");
        String buyer = fresh("b");
        String coupon = only(grantCoupons(order, buyer, campaign));
        assertThat(concurrently(10, () -> reverseCoupons(order)))
                .allSatisfy(answer -> assertThat(only(answer)).isEqualTo(coupon));
        assertThat(couponStatus(buyer, coupon)).isEqualTo("REVOKED");
        assertThat(hold(fresh("p"), checkout(fresh("o"), buyer, 1000, 0, coupon))
                        .code())
                .isEqualTo("coupon-not-usable");
        assertThat(grantCoupons(order, buyer, campaign).code()).isEqualTo("already-reversed");
        only(grantCoupons(fresh("o"), buyer, campaign));
        assertThat(grantCoupons(fresh("o"), buyer, campaign)
                        .body()
                        .path("couponIds")
                        .size())
                .isZero();
    }

    @Test
    void takesAHeldCouponBackWhenItsPaymentDoesNotHappen() {
        String campaign = campaignWithCoupon(5);
        String order = fresh("o");
        String buyer = fresh("b");
        String coupon = only(grantCoupons(order, buyer, campaign));
        String payment = fresh("p");
        hold(payment, checkout(fresh("o"), buyer, 1000, 0, coupon));
        assertThat(reverseCoupons(order).body().path("couponIds").size()).isZero();
        assertThat(couponStatus(buyer, coupon)).isEqualTo("HELD");
        cancel(payment);
        assertThat(couponStatus(buyer, coupon)).isEqualTo("REVOKED");
    }

    @Test
    void leavesNothingBehindWhenGrantAndReversalRace() throws Exception {
        String campaign = campaignWithCoupon(1_000);
        for (int round = 0; round < 25; round++) {
            String order = fresh("o");
            String buyer = fresh("b");
            List<Callable<Answer>> both =
                    List.of(() -> grantCoupons(order, buyer, campaign), () -> reverseCoupons(order));
            run(both);
            assertThat(sum("SELECT COUNT(*) FROM coupon WHERE order_id = ? AND status <> 'REVOKED'", order))
                    .isZero();
        }
    }

    private String campaignWithCoupon(long quota) {
        String campaign = fresh("c");
        String template = fresh("t");
        post(OPERATOR, "/api/admin/rewards/coupon-templates", template(template, "\"amountOff\":" + money(150), quota));
        post(OPERATOR, "/api/admin/rewards/rules", couponRule(fresh("r"), campaign, template));
        return campaign;
    }

    private Answer reverseCoupons(String order) {
        return put(ORDER_SERVICE, "/internal/coupons/reversals/" + order, "");
    }

    private int coupons(String buyer) {
        return get(new Caller(buyer, Role.SHOPPER), "/api/coupons")
                .body()
                .path("coupons")
                .size();
    }

    private static String only(Answer answer) {
        assertThat(answer.body().path("couponIds").size()).isEqualTo(1);
        return answer.body().path("couponIds").path(0).asString();
    }
}
