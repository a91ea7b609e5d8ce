package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

    @Test
    void operatorsSeeARunThatDoesNotEndAndHaveItResumed() {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, openCampaign(5, 1, 900), 1, uniqueName("key")).orderId();
        String points = "/internal/points/grants/" + id;
        REWARD.failFirst(points, Integer.MAX_VALUE);
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        pay(id, buyer, "payment-" + id);
        await().atMost(PATIENCE).until(() -> !REWARD.callsTo(points).isEmpty() && statusOf(id) == OrderStatus.PAID);
        jdbc.update("UPDATE orders SET updated_at = updated_at - INTERVAL 1 HOUR WHERE id = ?", id.value());
        jdbc.update(
                "UPDATE seata_state_machine_inst SET gmt_started = gmt_started - INTERVAL 1 HOUR WHERE business_key = ?",
                "fulfil-order-" + id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(asOperator("GET", "/api/admin/orders/stuck")
                                .body()
                                .path("sagas")
                                .valueStream())
                        .anySatisfy(run -> {
                            assertThat(run.path("key").asString()).isEqualTo("fulfil-order-" + id);
                            assertThat(run.path("step").asString()).isEqualTo("GrantPoints");
                        }));
        assertThat(asShopper(buyer, "GET", "/api/admin/orders/stuck").status()).isEqualTo(403);
        String resume = "/api/admin/orders/stuck/sagas/%s/resume";
        assertThat(asOperator("POST", resume.formatted("fulfil-order-1")).status())
                .isEqualTo(404);

        REWARD.failFirst(points, 0);
        assertThat(asOperator("POST", resume.formatted("fulfil-order-" + id)).status())
                .isEqualTo(202);

        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED && "SU".equals(runOf(id)));
        assertThat(asOperator("POST", resume.formatted("fulfil-order-" + id)).status())
                .isEqualTo(404);
    }

    private Answer asOperator(String method, String path) {
        return send(
                "http://127.0.0.1:" + port,
                method,
                path,
                new Caller("olga", Role.OPERATOR),
                "",
                UnaryOperator.identity());
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
