package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** The desk for parked messages is open, to operators only. */
class RepairDeskIT extends PaymentIT {

    private static final String DESK = "/api/admin/payments/parked-messages";

    @Test
    void isOpenToOperatorsOnly() {
        assertThat(ask(Role.OPERATOR).body().path("items").isArray()).isTrue();
        assertThat(ask(Role.SHOPPER).status()).isEqualTo(403);
    }

    private Answer ask(Role role) {
        return send(new Caller("somebody", role), HttpRequest.newBuilder().GET(), DESK);
    }
}
