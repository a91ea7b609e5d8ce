package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OperatorsFindOrdersIT extends OrderServiceIT {

    @Test
    void findOrdersByBuyerAndCampaignAndSeeWhatHappenedToOne() {
        Campaign campaign = openCampaign(5, 2, 600);
        String buyer = uniqueName("buyer");
        OrderId first = buy(buyer, campaign, 1, uniqueName("key")).orderId();
        OrderId second = buy(buyer, campaign, 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> ids("buyerId=" + buyer).size() == 2);

        assertThat(ids("buyerId=" + buyer)).containsExactly(second.toString(), first.toString());
        assertThat(ids("campaignId=" + campaign.id() + "&limit=1")).containsExactly(second.toString());
        assertThat(ids("campaignId=" + campaign.id() + "&before=" + second)).containsExactly(first.toString());
        assertThat(ids("buyerId=" + buyer + "&status=PAID")).isEmpty();

        asShopper(buyer, "POST", "/api/orders/" + first + "/cancel");
        JsonNode timeline = ask("/" + first + "/timeline").body();
        assertThat(timeline.path("buyerId").asString()).isEqualTo(buyer);
        assertThat(names(timeline)).contains("PENDING_PAYMENT", "RESERVED", "CANCELLED");
        assertThat(timeline.path("missing")).isEmpty();
        JsonNode last = timeline.path("entries").path(timeline.path("entries").size() - 1);
        assertThat(last.path("detail").asString()).isEqualTo("BUYER");
        assertThat(last.path("traceId").asString()).matches("[0-9a-f]{32}");

        JsonNode groups = ask("/summary?campaignId=" + campaign.id()).body().path("groups");
        assertThat(groups).hasSize(2).allSatisfy(group -> {
            assertThat(group.path("orders").asInt()).isEqualTo(1);
            assertThat(group.path("amount").path("amount").asLong()).isEqualTo(990);
        });
    }

    @Test
    void nobodyElseMayLook() {
        assertThat(asShopper("somebody", "GET", "/api/admin/orders").status()).isEqualTo(403);
        assertThat(ask("?before=abc").code()).isEqualTo("invalid-request");
        assertThat(ask("/1/timeline").status()).isEqualTo(404);
    }

    private List<String> ids(String query) {
        return StreamSupport.stream(ask("?" + query).body().path("items").spliterator(), false)
                .map(order -> order.path("orderId").asString())
                .toList();
    }

    private static List<String> names(JsonNode timeline) {
        return StreamSupport.stream(timeline.path("entries").spliterator(), false)
                .map(entry -> entry.path("what").asString())
                .toList();
    }

    private Answer ask(String path) {
        return send(
                "http://127.0.0.1:" + port,
                "GET",
                "/api/admin/orders" + path,
                new Caller("olga", Role.OPERATOR),
                "",
                UnaryOperator.identity());
    }
}
