package io.flashsale.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.Contracts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What this service says and hears is what the example files say. */
class ContractTest {

    @Test
    void readsCancelledOrders() {
        assertThat(Contracts.read("order-events/OrderCancelled.v1.json", OrderCancelledMessage.class))
                .isEqualTo(new OrderCancelledMessage(
                        "7310554411200513",
                        "buyer-17",
                        "42",
                        "PHONE-1",
                        1,
                        "3f0c9a0e-0a52-4a45-9d0e-2c1f1d6a7b10",
                        "0d5c2f4e-6a1b-4c55-9a5e-2f4f3c0f1b11",
                        Instant.parse("2026-11-11T12:00:00.125Z")));
    }

    @Test
    void writesRejectedReservations() {
        Contracts.assertWrittenLike(
                "reservation-events/ReservationRejected.v1.json",
                new ReservationRejectedMessage("7310554411200513", "rejected-by-ledger"));
    }
}
