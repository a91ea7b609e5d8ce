package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DuplicateMessageIT extends OrderServiceIT {

    @Autowired
    MeterRegistry meters;

    @Test
    void storesEachOrderOnceThoughItsBatchIsDeliveredThreeTimesMore() {
        Campaign campaign = openCampaign(10, 1, 900);
        List<OrderId> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Answer answer = buy(uniqueName("buyer"), campaign, 1, uniqueName("key"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            placed.add(answer.orderId());
        }
        await().atMost(PATIENCE)
                .until(() -> placed.stream().allMatch(id -> orders.find(id).isPresent()));
        double handledBefore = handled();

        for (OrderId id : placed) {
            Map<String, @Nullable Object> row =
                    jdbc.queryForMap("SELECT batch_id, buyer_id, idempotency_key FROM orders WHERE id = ?", id.value());
            for (int copy = 0; copy < 3; copy++) {
                publish(
                        "order-placing",
                        "BatchDecided",
                        id.toString(),
                        """
                        {"batchId":"%s","campaignId":"%s","sku":"phone","attempts":[{"orderId":"%s","buyerId":"%s",
                         "idempotencyKey":"%s","bodyHash":"hash","quantity":1}]}""".formatted(
                                        row.get("batch_id"),
                                        campaign.id(),
                                        id,
                                        row.get("buyer_id"),
                                        row.get("idempotency_key")),
                        UUID.randomUUID().toString());
            }
        }

        await().atMost(PATIENCE).until(() -> handled() >= handledBefore + 9);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM orders WHERE campaign_id = ?", Integer.class, campaign.id()))
                .isEqualTo(3);
        placed.forEach(id -> assertThat(orders.historyOf(id)).hasSize(1));
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM parked_message WHERE consumer_group = 'order-service_place-orders'",
                        Integer.class))
                .isZero();
        assertThat(item(campaign).path("gateAvailable").asInt()).isEqualTo(7);
    }

    private double handled() {
        return meters.counter("flashsale.purchase.batches.recorded").count();
    }
}
