package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is refunded in whatever parts: money, points, coupon and units that go back are those that came in. */
class RefundsAddUpIT extends OrderServiceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Caller OPERATOR = new Caller("operator-1", Role.OPERATOR);
    private static final Caller SECOND_OPERATOR = new Caller("operator-2", Role.OPERATOR);

    @Test
    void partsAddUpToWhatWasSpent() {
        Campaign campaign = openCampaign(10, 5, 900);
        String buyer = uniqueName("buyer");
        OrderId id = fulfilled(buyer, campaign, 5, 4151, 499, 499, "c-1", 300);

        Answer first = refund(new Caller(buyer, Role.SHOPPER), "/api/orders/", id, 2, "first");
        assertThat(first.status()).isEqualTo(202);
        awaitRefunds(id, 1);
        assertThat(statusOf(id)).isEqualTo(OrderStatus.FULFILLED);
        await().atMost(PATIENCE).until(() -> item(campaign).path("sold").asInt() == 3);

        Answer again = refund(new Caller(buyer, Role.SHOPPER), "/api/orders/", id, 2, "first");
        assertThat(again.status()).isEqualTo(202);
        assertThat(refund(new Caller(buyer, Role.SHOPPER), "/api/orders/", id, 1, "first")
                        .code())
                .isEqualTo("idempotency-key-reused");
        assertThat(refund(new Caller(buyer, Role.SHOPPER), "/api/orders/", id, 4, "second")
                        .status())
                .isEqualTo(409);

        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/refund").status())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
        await().atMost(PATIENCE).until(() -> item(campaign).path("sold").asInt() == 0);

        assertThat(sum(bodies(PAYMENT, "/internal/refunds/order-" + id), "amount")
                        + sum(bodies(PAYMENT, "/internal/refunds/order-" + id + "-2"), "amount"))
                .isEqualTo(4151);
        List<JsonNode> returns = List.of(
                bodies(REWARD, "/internal/redemptions/" + id + "/returns/order-" + id)
                        .getFirst(),
                bodies(REWARD, "/internal/redemptions/" + id + "/returns/order-" + id + "-2")
                        .getFirst());
        assertThat(returns.stream()
                        .mapToLong(body -> body.path("points").asLong())
                        .sum())
                .isEqualTo(499);
        assertThat(returns).extracting(body -> body.path("coupon").asBoolean()).containsExactly(false, true);
        JsonNode partial = bodies(REWARD, "/internal/points/reversals/" + id).getFirst();
        assertThat(partial.path("orderAmount").path("amount").asLong()).isEqualTo(4151);
        assertThat(partial.path("refundedAmount").path("amount").asLong())
                .isEqualTo(sum(bodies(PAYMENT, "/internal/refunds/order-" + id), "amount"));
        assertThat(REWARD.callsTo("/internal/coupons/reversals/" + id)).isNotEmpty();
    }

    @Test
    void largeRefundsOfOperatorsNeedASecondOne() {
        Campaign campaign = openCampaign(10, 5, 900);
        OrderId id = fulfilled(uniqueName("buyer"), campaign, 5, 4950, 0, 0, null, 0);

        Answer asked = refund(OPERATOR, "/api/admin/orders/", id, 5, "big");
        assertThat(asked.status()).isEqualTo(202);
        JsonNode refund = asked.body().path("refunds").path(0);
        assertThat(refund.path("status").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(statusOf(id)).isEqualTo(OrderStatus.FULFILLED);
        assertThat(refund(OPERATOR, "/api/admin/orders/", id, 1, "small").code())
                .isEqualTo("refund-in-progress");
        String path = "/api/admin/orders/" + id + "/refunds/"
                + refund.path("refundId").asString();
        assertThat(post(OPERATOR, path + "/approve").code()).isEqualTo("second-operator-needed");
        assertThat(post(SECOND_OPERATOR, path + "/deny").status()).isEqualTo(202);
        assertThat(PAYMENT.callsTo("/internal/refunds/order-" + id)).isEmpty();

        Answer small = refund(OPERATOR, "/api/admin/orders/", id, 1, "small");
        assertThat(small.status()).isEqualTo(202);
        awaitRefunds(id, 1);
        Answer rest = refund(OPERATOR, "/api/admin/orders/", id, 4, "rest");
        String restPath = "/api/admin/orders/" + id + "/refunds/"
                + rest.body().path("refunds").path(2).path("refundId").asString();
        assertThat(post(SECOND_OPERATOR, restPath + "/approve").status()).isEqualTo(202);
        assertThat(post(OPERATOR, restPath + "/approve").code()).isEqualTo("second-operator-needed");
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
    }

    @Test
    void shoppersCannotReturnWhatIsTooOldOrNotTheirs() {
        OrderId id = fulfilled(uniqueName("buyer"), openCampaign(5, 5, 900), 1, 990, 0, 0, null, 0);
        String buyer = orders.find(id).orElseThrow().buyerId();
        assertThat(asShopper("somebody-else", "POST", "/api/orders/" + id + "/refund")
                        .status())
                .isEqualTo(404);
        assertThat(refund(new Caller(buyer, Role.SHOPPER), "/api/orders/", id, 0, "k")
                        .status())
                .isEqualTo(422);
        jdbc.update("UPDATE orders SET admitted_at = admitted_at - INTERVAL 8 DAY WHERE id = ?", id.value());
        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/refund").code())
                .isEqualTo("refund-too-late");
        assertThat(post(OPERATOR, "/api/admin/orders/" + id + "/refund").status())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.REFUNDED);
    }

    private OrderId fulfilled(
            String buyer,
            Campaign campaign,
            int quantity,
            long paid,
            long points,
            long pointsDiscount,
            @Nullable String coupon,
            long couponDiscount) {
        OrderId id = buy(buyer, campaign, quantity, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        publish(
                "payment-events",
                "PaymentCaptured",
                id.toString(),
                """
                {"paymentId":"p-%s","orderId":"%s","buyerId":"%s","amount":%d,"currency":"CNY","method":"WALLET",
                 "at":"2026-01-01T00:00:00Z","points":%d,"pointsDiscount":%d,"couponId":%s,"couponDiscount":%d}""".formatted(
                                id,
                                id,
                                buyer,
                                paid,
                                points,
                                pointsDiscount,
                                coupon == null ? "null" : "\"" + coupon + "\"",
                                couponDiscount),
                UUID.randomUUID().toString());
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED);
        return id;
    }

    private Answer refund(Caller caller, String path, OrderId id, int quantity, String key) {
        return send(
                "http://127.0.0.1:" + port,
                "POST",
                path + id + "/refund",
                caller,
                "{\"quantity\":" + quantity + "}",
                request -> request.header("Idempotency-Key", key));
    }

    private Answer post(Caller caller, String path) {
        return send("http://127.0.0.1:" + port, "POST", path, caller, "", UnaryOperator.identity());
    }

    private void awaitRefunds(OrderId id, int done) {
        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(done)
                        .equals(jdbc.queryForObject(
                                "SELECT COUNT(*) FROM order_refund WHERE order_id = ? AND status = 'REFUNDED'",
                                Integer.class,
                                id.value())));
    }

    private static List<JsonNode> bodies(StubPeer peer, String path) {
        return peer.callsTo(path).stream()
                .map(call -> call.body().isEmpty() ? JSON.nullNode() : JSON.readTree(call.body()))
                .toList();
    }

    private static long sum(List<JsonNode> bodies, String money) {
        return bodies.stream()
                .mapToLong(body -> body.path(money).path("amount").asLong())
                .sum();
    }
}
