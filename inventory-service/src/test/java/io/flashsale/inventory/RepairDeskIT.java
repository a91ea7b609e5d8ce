package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Role;
import org.junit.jupiter.api.Test;

/** The desk for parked messages is open, to operators only. */
class RepairDeskIT extends InventoryIT {

    private static final String DESK = "/api/admin/inventory/parked-messages";

    @Test
    void isOpenToOperatorsOnly() {
        assertThat(call(Role.OPERATOR, "GET", DESK, null).body().path("items").isArray())
                .isTrue();
        assertThat(call(Role.SHOPPER, "GET", DESK, null).status()).isEqualTo(403);
    }
}
