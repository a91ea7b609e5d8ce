package io.flashsale.order.domain;

import static io.flashsale.order.domain.OrderStatus.CANCELLED;
import static io.flashsale.order.domain.OrderStatus.FULFILLED;
import static io.flashsale.order.domain.OrderStatus.PAID;
import static io.flashsale.order.domain.OrderStatus.PAYING;
import static io.flashsale.order.domain.OrderStatus.PENDING_PAYMENT;
import static io.flashsale.order.domain.OrderStatus.REFUNDED;
import static io.flashsale.order.domain.OrderStatus.REFUNDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    @Test
    void goesFromPaymentToFulfilment() {
        assertThat(PENDING_PAYMENT.canBecome(PAYING)).isTrue();
        assertThat(PAYING.canBecome(PAID)).isTrue();
        assertThat(PENDING_PAYMENT.canBecome(PAID)).isTrue();
        assertThat(PAID.canBecome(FULFILLED)).isTrue();
        assertThat(FULFILLED.canBecome(REFUNDING)).isTrue();
        assertThat(REFUNDING.canBecome(REFUNDED)).isTrue();
    }

    @Test
    void neverCancelsAnOrderThatIsBeingPaidOrPaid() {
        assertThat(PAYING.canBecome(CANCELLED)).isFalse();
        assertThat(PAID.canBecome(CANCELLED)).isFalse();
        assertThat(FULFILLED.canBecome(CANCELLED)).isFalse();
    }

    @Test
    void leavesCancelledOnlyByBeingReinstated() {
        assertThat(Arrays.stream(OrderStatus.values()).filter(CANCELLED::canBecome))
                .containsExactly(PAID);
        assertThat(Arrays.stream(OrderStatus.values()).filter(REFUNDED::canBecome))
                .isEmpty();
        assertThat(CANCELLED.isAtRest()).isTrue();
        assertThat(FULFILLED.isAtRest()).isTrue();
        assertThat(PAID.isAtRest()).isFalse();
    }
}
