package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money that comes after the time-out pays the order after all if stock is left, else it goes back. The buyer sees which. */
class LatePaymentIsRefundedIT extends OrderServiceIT {

    @Test
    void reinstatesTheOrderWhenStockRemains() {
        Campaign campaign = openCampaign(2, 2, 5);
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, campaign, 2, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent() && statusOf(id) == OrderStatus.CANCELLED);
        await().atMost(PATIENCE)
                .until(() -> item(campaign).path("gateAvailable").asInt() == 2);
        Order order = orders.find(id).orElseThrow();

        captured(order, "late-pay-" + id, 1980);
        captured(order, "late-pay-" + id, 1980);

        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED);
        JsonNode seen = asShopper(buyer, "GET", "/api/orders/" + id).body();
        assertThat(seen.path("reason").asString()).isEqualTo("REINSTATED");
        assertThat(seen.path("latePayment").path("outcome").asString()).isEqualTo("REINSTATED");
        assertThat(PAYMENT.callsTo("/internal/refunds/late-" + id)).isEmpty();
        await().atMost(PATIENCE).until(() -> item(campaign).path("sold").asInt() == 2);
        assertThat(orders.historyOf(id))
                .extracting(step -> step.to().name())
                .containsExactly("PENDING_PAYMENT", "CANCELLED", "PAID", "FULFILLED");

        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/refund").status())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
        await().atMost(PATIENCE).until(() -> item(campaign).path("sold").asInt() == 0);
    }

    @Test
    void givesTheMoneyBackWhenSomebodyElseHasTheStock() {
        Campaign campaign = openCampaign(1, 1, 5);
        String late = uniqueName("buyer");
        OrderId id = buy(late, campaign, 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent() && statusOf(id) == OrderStatus.CANCELLED);
        await().atMost(PATIENCE)
                .until(() ->
                        buy(uniqueName("other"), campaign, 1, uniqueName("key")).status() == 202);

        captured(orders.find(id).orElseThrow(), "late-pay-" + id, 990);

        await().atMost(PATIENCE).until(() -> settled("late-" + id));
        assertThat(statusOf(id)).isEqualTo(OrderStatus.CANCELLED);
        JsonNode seen = asShopper(late, "GET", "/api/orders/" + id).body();
        assertThat(seen.path("latePayment").path("outcome").asString()).isEqualTo("REFUNDED");
        assertThat(PAYMENT.callsTo("/internal/refunds/late-" + id)).isNotEmpty();
    }

    @Test
    void anOrderItsBuyerCancelledIsNotReinstatedThoughStockRemains() {
        Campaign campaign = openCampaign(1, 1, 60);
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, campaign, 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/cancel").status())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> item(campaign).path("gateAvailable").asInt() == 1);

        captured(orders.find(id).orElseThrow(), "late-pay-" + id, 990);

        await().atMost(PATIENCE).until(() -> settled("late-" + id));
        assertThat(statusOf(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(PAYMENT.callsTo("/internal/refunds/late-" + id)).isNotEmpty();
    }

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
