package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SagaRetriesForwardIT extends OrderServiceIT {

    @Test
    void goesForwardToFulfilledWhenPointsFailAtFirst() {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, openCampaign(5, 1, 900), 1, uniqueName("key")).orderId();
        REWARD.failFirst("/internal/points/grants/" + id, 6);

        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        pay(id, buyer, "payment-" + id);

        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED);
        assertThat(REWARD.callsTo("/internal/points/grants/" + id)).hasSizeGreaterThan(6);
        assertThat(reservationStatus(id)).isEqualTo("SOLD");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.queryForObject(
                                "SELECT status FROM seata_state_machine_inst WHERE business_key = ?",
                                String.class,
                                "fulfil-order-" + id))
                        .isEqualTo("SU"));
    }

    @Test
    void refundGivesEverythingBackEvenIfMoneyIsSlow() {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, openCampaign(5, 1, 900), 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        pay(id, buyer, "payment-" + id);
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED);
        PAYMENT.failFirst("/internal/refunds/order-" + id, 5);

        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/refund").status())
                .isEqualTo(202);
        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/refund").status())
                .isEqualTo(202);

        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
        assertThat(REWARD.callsTo("/internal/points/reversals/" + id)).isNotEmpty();
        assertThat(PAYMENT.callsTo("/internal/refunds/order-" + id)).hasSizeGreaterThan(5);
        assertThat(reservationStatus(id)).isEqualTo("RELEASED");
        assertThat(orders.historyOf(id))
                .extracting(step -> step.to().name())
                .containsExactly("PENDING_PAYMENT", "PAID", "FULFILLED", "REFUNDING", "REFUNDED");
    }

    @Test
    void endsInTheRefundWhenAStepIsRefusedForGood() {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, openCampaign(5, 1, 900), 1, uniqueName("key")).orderId();
        REWARD.refuse("/internal/coupons/grants/" + id, "already-reversed");
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());

        pay(id, buyer, "payment-" + id);

        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
        assertThat(REWARD.callsTo("/internal/points/reversals/" + id)).isNotEmpty();
        assertThat(PAYMENT.callsTo("/internal/refunds/order-" + id)).isNotEmpty();
        assertThat(reservationStatus(id)).isEqualTo("RELEASED");
    }

    @Test
    void endsARunWhoseRunnerWasLostAfterItsLastEffect() {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, openCampaign(5, 1, 900), 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        pay(id, buyer, "payment-" + id);
        await().atMost(PATIENCE).until(() -> "SU".equals(runOf(id)));

        jdbc.update(
                "UPDATE seata_state_machine_inst SET status = 'RU', is_running = 1, gmt_end = NULL,"
                        + " gmt_updated = gmt_updated - INTERVAL 1 HOUR WHERE business_key = ?",
                "fulfil-order-" + id);

        await().atMost(PATIENCE).until(() -> "SU".equals(runOf(id)));
        assertThat(statusOf(id)).isEqualTo(OrderStatus.FULFILLED);
    }

    private String runOf(OrderId id) {
        return String.join(
                "",
                jdbc.queryForList(
                        "SELECT status FROM seata_state_machine_inst WHERE business_key = ? AND gmt_end IS NOT NULL",
                        String.class,
                        "fulfil-order-" + id));
    }

    private void pay(OrderId id, String buyer, String paymentId) {
        publish(
                "payment-events",
                "PaymentCaptured",
                id.toString(),
                """
                {"paymentId":"%s","orderId":"%s","buyerId":"%s","amount":990,"currency":"CNY",
                 "method":"PROVIDER","at":"2026-01-01T00:00:00Z"}""".formatted(paymentId, id, buyer),
                UUID.randomUUID().toString());
    }

    private String reservationStatus(OrderId id) {
        return askInventory("GET", "/internal/reservations/" + id, "")
                .body()
                .path("status")
                .asString("");
    }
}
