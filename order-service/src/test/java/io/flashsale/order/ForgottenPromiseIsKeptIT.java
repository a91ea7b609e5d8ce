package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The gate and the ledger know nothing of an order that is paid: it gets units that are left, or its money back. */
class ForgottenPromiseIsKeptIT extends OrderServiceIT {

    @Test
    void aPaidOrderThatOnlyItselfRemembersGetsItsUnits() {
        Campaign campaign = openCampaign(2, 1, 900);
        Order order = storedOrder(campaign.id(), Duration.ofMinutes(15));

        captured(order);

        await().atMost(PATIENCE).until(() -> statusOf(order.id()) == OrderStatus.FULFILLED);
        await().atMost(PATIENCE).until(() -> item(campaign).path("sold").asInt() == 1);
        assertThat(askInventory("GET", "/internal/reservations/" + order.id(), "")
                        .body()
                        .path("buyerId")
                        .asString())
                .isEqualTo(order.buyerId());
        // The buyer's own retry finds it.
        assertThat(buy(order.buyerId(), campaign, 1, order.idempotencyKey()).orderId())
                .isEqualTo(order.id());
    }

    @Test
    void aPaidOrderThatOnlyItselfRemembersIsPaidBackWhenOthersHaveTheUnits() {
        Campaign campaign = openCampaign(1, 1, 900);
        assertThat(buy(uniqueName("buyer"), campaign, 1, uniqueName("key")).status())
                .isEqualTo(202);
        Order order = storedOrder(campaign.id(), Duration.ofMinutes(15));

        captured(order);

        await().atMost(PATIENCE).until(() -> statusOf(order.id()) == OrderStatus.REFUNDED);
        assertThat(item(campaign).path("held").asInt()).isEqualTo(1);
        assertThat(item(campaign).path("sold").asInt()).isZero();
    }

    private void captured(Order order) {
        publish(
                "payment-events",
                "PaymentCaptured",
                order.id().toString(),
                """
                {"paymentId":"pay-%s","orderId":"%s","buyerId":"%s","amount":990,"currency":"CNY",
                 "method":"PROVIDER","at":"2026-01-01T00:00:00Z"}""".formatted(order.id(), order.id(), order.buyerId()),
                UUID.randomUUID().toString());
    }
}
