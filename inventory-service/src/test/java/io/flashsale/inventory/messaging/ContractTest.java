package io.flashsale.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.Contracts;
import org.junit.jupiter.api.Test;

/** What this service says and hears is what the example files say. */
class ContractTest {

    @Test
    void readsCancelledOrders() {
        assertThat(Contracts.read("order-events/OrderCancelled.v1.json", OrderCancelledMessage.class))
                .isEqualTo(new OrderCancelledMessage("7310554411200513"));
    }

    @Test
    void writesRejectedReservations() {
        Contracts.assertWrittenLike(
                "reservation-events/ReservationRejected.v1.json",
                new ReservationRejectedMessage("7310554411200513", "rejected-by-ledger"));
    }
}
