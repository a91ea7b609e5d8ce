package io.flashsale.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant NOON = Instant.parse("2026-06-18T12:00:00Z");

    private final Order order = Order.placed(
            new OrderId(7),
            "ann",
            "42",
            "phone",
            3,
            new Money(990, "CNY"),
            "batch",
            "key",
            NOON,
            NOON.plusSeconds(900));

    @Test
    void costsItsUnitsTimesTheUnitPrice() {
        assertThat(order.amount()).isEqualTo(new Money(2970, "CNY"));
    }

    @Test
    void beginsWaitingForPayment() {
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(order.reason()).isNull();
    }

    @Test
    void keepsTheReasonOfItsCancellation() {
        Order cancelled = order.as(OrderStatus.CANCELLED, OrderReason.TIMEOUT);
        assertThat(cancelled.reason()).isEqualTo(OrderReason.TIMEOUT);
        assertThat(cancelled.id()).isEqualTo(order.id());
    }

    @Test
    void refusesTransitionsThatAreNotLegal() {
        assertThatIllegalStateException().isThrownBy(() -> order.as(OrderStatus.FULFILLED, null));
    }

    @Test
    void readsOnlyDecimalIds() {
        assertThat(OrderId.parse("123").value()).isEqualTo(123);
        for (String text : new String[] {"", "-1", "0", "1e3", "12345678901234567890", "9223372036854775808", "١"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> OrderId.parse(text));
        }
    }

    @Test
    void amountsAreNeverNegativeNorOverflow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "CNY"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "CNY").times(2))
                .isInstanceOf(ArithmeticException.class);
    }
}
