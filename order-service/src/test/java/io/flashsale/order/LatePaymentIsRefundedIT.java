package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LatePaymentIsRefundedIT extends OrderServiceIT {

    @Test
    void moneyForACancelledOrderGoesBackOnce() {
        Order order = storedOrder(Duration.ofSeconds(-1));
        await().atMost(PATIENCE).until(() -> statusOf(order.id()) == OrderStatus.CANCELLED);
        String refund = "/internal/refunds/late-" + order.id();
        PAYMENT.failFirst(refund, 2);

        captured(order, "payment-1-" + order.id(), 990);
        captured(order, "payment-1-" + order.id(), 990);

        await().atMost(PATIENCE).until(() -> settled("late-" + order.id()));
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(PAYMENT.callsTo(refund).stream().filter(call -> call.answer() == 200))
                .hasSize(1);
    }

    @Test
    void aSecondPaymentAndAWrongAmountGoBack() {
        Order order = storedOrder(Duration.ofMinutes(5));
        captured(order, "wrong-" + order.id(), 1);
        await().atMost(PATIENCE).until(() -> settled("extra-wrong-" + order.id()));
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PENDING_PAYMENT);

        captured(order, "first-" + order.id(), 990);
        await().atMost(PATIENCE).until(() -> statusOf(order.id()) != OrderStatus.PENDING_PAYMENT);
        captured(order, "second-" + order.id(), 990);
        await().atMost(PATIENCE).until(() -> settled("extra-second-" + order.id()));
    }

    private boolean settled(String refundId) {
        return Integer.valueOf(1)
                .equals(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM owed_refund WHERE refund_id = ? AND refunded_at IS NOT NULL",
                        Integer.class,
                        refundId));
    }

    private void captured(Order order, String paymentId, long amount) {
        publish(
                "payment-events",
                "PaymentCaptured",
                order.id().toString(),
                """
                {"paymentId":"%s","orderId":"%s","buyerId":"%s","amount":%d,"currency":"CNY",
                 "method":"PROVIDER","at":"2026-01-01T00:00:00Z"}""".formatted(paymentId, order.id(), order.buyerId(), amount),
                UUID.randomUUID().toString());
    }
}
