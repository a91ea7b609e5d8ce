package io.flashsale.gateway.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.junit.jupiter.api.Test;

class PurchaseAttemptTest {

    private static final Caller SHOPPER = new Caller("b-1", Role.SHOPPER);
    private static final OrderWish WISH = new OrderWish("c1", "s1", 1);

    @Test
    void isWhoWantsWhatUnderWhichKey() {
        assertThat(PurchaseAttempt.of(SHOPPER, "k-1", WISH)).isEqualTo(new PurchaseAttempt("b-1", "k-1", "c1", "s1"));
    }

    @Test
    void leavesAMissingOrOddKeyToOrderService() {
        assertThat(PurchaseAttempt.of(SHOPPER, null, WISH)).isNull();
        assertThat(PurchaseAttempt.of(SHOPPER, "a b", WISH)).isNull();
        assertThat(PurchaseAttempt.of(SHOPPER, "k".repeat(65), WISH)).isNull();
    }

    @Test
    void leavesCallersWhoCannotBuyToOrderService() {
        assertThat(PurchaseAttempt.of(new Caller("o-1", Role.OPERATOR), "k-1", WISH))
                .isNull();
        assertThat(PurchaseAttempt.of(null, "k-1", WISH)).isNull();
        assertThat(PurchaseAttempt.of(SHOPPER, "k-1", null)).isNull();
    }
}
