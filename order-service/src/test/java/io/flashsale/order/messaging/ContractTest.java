package io.flashsale.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Tender;
import io.flashsale.order.messaging.OrderPlacingMessage.AttemptMessage;
import io.flashsale.testing.Contracts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What this service says and hears is what the example files say. */
class ContractTest {

    private static final OrderPlacingMessage PLACING = new OrderPlacingMessage(
            "3f0c9a0e-0a52-4a45-9d0e-2c1f1d6a7b10",
            "42",
            "PHONE-1",
            List.of(new AttemptMessage(
                    "7310554411200513",
                    "buyer-17",
                    "0d5c2f4e-6a1b-4c55-9a5e-2f4f3c0f1b11",
                    "9f86d081884c7d659a2feaa0c55ad015",
                    1,
                    new OrderPlacingMessage.TokenMessage(
                            "qL0k2m1m4Vd3nWc8yJ5T0g", Instant.parse("2026-11-11T12:00:45.250Z")))));

    @Test
    void writesAndReadsDecidedBatches() {
        Contracts.assertWrittenLike("order-placing/BatchDecided.v1.json", PLACING);
        assertThat(Contracts.read("order-placing/BatchDecided.v1.json", OrderPlacingMessage.class))
                .isEqualTo(PLACING);
    }

    @Test
    void writesWhatBecameOfAnOrder() {
        Contracts.assertWrittenLike(
                "order-events/OrderCancelled.v1.json", order("TIMEOUT", Instant.parse("2026-11-11T12:00:30.125Z")));
        Contracts.assertWrittenLike(
                "order-events/OrderFulfilled.v1.json", order(null, Instant.parse("2026-11-11T12:00:04.310Z")));
        Contracts.assertWrittenLike(
                "order-events/OrderRefunded.v1.json", order(null, Instant.parse("2026-11-11T12:05:00.250Z")));
    }

    @Test
    void writesAndReadsDuePayments() {
        PaymentsDueMessage due = new PaymentsDueMessage(List.of("7310554411200513", "7310554411200514"));
        Contracts.assertWrittenLike("order-timeouts/PaymentsDue.v1.json", due);
        assertThat(Contracts.read("order-timeouts/PaymentsDue.v1.json", PaymentsDueMessage.class))
                .isEqualTo(due);
    }

    @Test
    void readsCapturedPayments() {
        assertThat(Contracts.read("payment-events/PaymentCaptured.v1.json", PaymentCapturedMessage.class))
                .isEqualTo(new PaymentCapturedMessage("91", "7310554411200513", 19_900, "CNY", null, null, null, null));
    }

    @Test
    void readsWhatWasSpentInThePlaceOfMoney() {
        assertThat(Contracts.read("payment-events/PaymentCaptured.v1.with-rewards.json", PaymentCapturedMessage.class)
                        .tender())
                .isEqualTo(new Tender(new Money(17_400, "CNY"), 1_500, 1_500, "c-77", 1_000));
    }

    @Test
    void readsRejectedReservations() {
        assertThat(Contracts.read("reservation-events/ReservationRejected.v1.json", ReservationRejectedMessage.class))
                .isEqualTo(new ReservationRejectedMessage("7310554411200513", "rejected-by-ledger"));
    }

    private static OrderMessage order(@Nullable String reason, Instant at) {
        return new OrderMessage(
                "7310554411200513",
                "buyer-17",
                "42",
                "PHONE-1",
                1,
                "3f0c9a0e-0a52-4a45-9d0e-2c1f1d6a7b10",
                "0d5c2f4e-6a1b-4c55-9a5e-2f4f3c0f1b11",
                Instant.parse("2026-11-11T12:00:00.125Z"),
                new MoneyMessage(19_900, "CNY"),
                reason,
                at);
    }
}
