package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutReleasesStockIT extends OrderServiceIT {

    @Test
    void anUnpaidOrderIsCancelledAndItsUnitSellsAgain() {
        Campaign campaign = openCampaign(1, 1, 5);
        String first = uniqueName("buyer");
        OrderId unpaid = buy(first, campaign, 1, uniqueName("key")).orderId();
        String second = uniqueName("buyer");
        Answer refused = buy(second, campaign, 1, uniqueName("key"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("sold-out");

        await().atMost(PATIENCE)
                .until(() -> orders.find(unpaid)
                        .filter(order -> order.status() == OrderStatus.CANCELLED)
                        .isPresent());
        assertThat(orders.find(unpaid).orElseThrow().reason()).isEqualTo(OrderReason.TIMEOUT);

        await().atMost(PATIENCE)
                .until(() -> buy(second, campaign, 1, uniqueName("key")).status() == 202);
        Answer history = asShopper(first, "GET", "/api/orders/" + unpaid);
        assertThat(history.body().path("status").asString()).isEqualTo("CANCELLED");
        assertThat(history.body().path("history")).hasSize(2);
    }

    @Test
    void aCancelledOrderGivesItsUnitAndTheBuyersLimitBack() {
        Campaign campaign = openCampaign(1, 1, 900);
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, campaign, 1, uniqueName("key")).orderId();

        Answer cancelled = asShopper(buyer, "POST", "/api/orders/" + id + "/cancel");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("CANCELLED");
        await().atMost(PATIENCE)
                .until(() -> buy(buyer, campaign, 1, uniqueName("key")).status() == 202);
        assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/cancel").status())
                .isEqualTo(200);
    }

    @Test
    void cancellingWhileTheOrderIsBeingStoredAlwaysCancelsIt() {
        Campaign campaign = openCampaign(20, 1, 900);
        List<OrderId> cancelled = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String buyer = uniqueName("buyer");
            OrderId id = buy(buyer, campaign, 1, uniqueName("key")).orderId();
            assertThat(asShopper(buyer, "POST", "/api/orders/" + id + "/cancel").status())
                    .isEqualTo(200);
            cancelled.add(id);
        }
        await().atMost(PATIENCE)
                .until(() -> cancelled.stream()
                        .allMatch(id -> orders.find(id)
                                .filter(order -> order.status() == OrderStatus.CANCELLED)
                                .isPresent()));
        await().atMost(PATIENCE)
                .until(() -> item(campaign).path("gateAvailable").asInt() == 20);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM order_tombstone", Integer.class))
                .isZero();
    }
}
