package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.junit.jupiter.api.Test;

/** The desk for parked messages is open, to operators only. */
class RepairDeskIT extends RewardIT {

    private static final String DESK = "/api/admin/rewards/parked-messages";

    @Test
    void isOpenToOperatorsOnly() {
        assertThat(get(new Caller("op-1", Role.OPERATOR), DESK)
                        .body()
                        .path("items")
                        .isArray())
                .isTrue();
        assertThat(get(new Caller("buyer", Role.SHOPPER), DESK).status()).isEqualTo(403);
    }
}
