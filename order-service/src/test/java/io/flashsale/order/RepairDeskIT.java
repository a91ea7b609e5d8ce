package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The desk for parked messages is open, to operators only. */
class RepairDeskIT extends OrderServiceIT {

    private static final String DESK = "/api/admin/orders/parked-messages";

    @Test
    void isOpenToOperatorsOnly() {
        assertThat(ask(Role.OPERATOR).body().path("items").isArray()).isTrue();
        assertThat(ask(Role.SHOPPER).status()).isEqualTo(403);
    }

    private Answer ask(Role role) {
        return send(
                "http://127.0.0.1:" + port, "GET", DESK, new Caller("somebody", role), "", UnaryOperator.identity());
    }
}
