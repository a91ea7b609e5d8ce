package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A committed message whose verdict the gate's store has lost: its buyers keep their units as far as there are any. */
class ForgottenBatchIsDecidedAgainIT extends OrderServiceIT {

    @Test
    void buyersOfABatchThatTheGateForgotGetTheirOrders() {
        Campaign campaign = openCampaign(1, 1, 900);
        long id = Instant.now().toEpochMilli() * 1000;
        OrderId first = new OrderId(id);
        OrderId second = new OrderId(id + 1);

        publish(
                "order-placing",
                "BatchDecided",
                first.toString(),
                """
                {"batchId":"%s","campaignId":"%s","sku":"phone","attempts":[
                 {"orderId":"%s","buyerId":"%s","idempotencyKey":"%s","bodyHash":"hash","quantity":1},
                 {"orderId":"%s","buyerId":"%s","idempotencyKey":"%s","bodyHash":"hash","quantity":1}]}""".formatted(
                                UUID.randomUUID(),
                                campaign.id(),
                                first,
                                uniqueName("buyer"),
                                uniqueName("key"),
                                second,
                                uniqueName("buyer"),
                                uniqueName("key")),
                UUID.randomUUID().toString());

        await().atMost(PATIENCE).until(() -> orders.find(first).isPresent());
        assertThat(statusOf(first)).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(orders.find(second)).as("there was one unit").isEmpty();
        // Operators see the gate as it was up to 100 ms ago.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(item(campaign).path("gateAvailable").asInt()).isZero());
    }
}
