package io.flashsale.payment.messaging;

import io.flashsale.testing.Contracts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What this service says is what the example files say. */
class ContractTest {

    @Test
    void writesCapturedPayments() {
        Contracts.assertWrittenLike(
                "payment-events/PaymentCaptured.v1.json",
                new PaymentCapturedMessage(
                        "91",
                        "7310554411200513",
                        "buyer-17",
                        19_900,
                        "CNY",
                        "WALLET",
                        Instant.parse("2026-11-11T12:00:03.002Z"),
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void saysWhatWasSpentInThePlaceOfMoney() {
        Contracts.assertWrittenLike(
                "payment-events/PaymentCaptured.v1.with-rewards.json",
                new PaymentCapturedMessage(
                        "92",
                        "7310554411200514",
                        "buyer-17",
                        17_400,
                        "CNY",
                        "PROVIDER",
                        Instant.parse("2026-11-11T12:00:03.002Z"),
                        1_500L,
                        1_500L,
                        "c-77",
                        1_000L));
    }
}
