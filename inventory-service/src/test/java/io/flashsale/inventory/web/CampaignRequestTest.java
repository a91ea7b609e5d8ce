package io.flashsale.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flashsale.inventory.domain.CampaignPlan;
import io.flashsale.inventory.domain.Money;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");

    @Test
    void aCompleteRequestBecomesAPlan() {
        CampaignPlan plan = request(item("sku-1", 990L, 1990L, 10, 1)).plan(NOW);
        assertThat(plan.payWithin()).isEqualTo(Duration.ofMinutes(15));
        assertThat(plan.items())
                .containsExactly(
                        new CampaignPlan.Item("sku-1", "Phone", new Money(990, "CNY"), new Money(1990, "CNY"), 10, 1));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        ProblemException problem = refused(new CampaignRequest(null, null, null, 1, null));
        assertThat(problem.type().status()).isEqualTo(422);
        assertThat(problem.detail()).isEqualTo("5 fields are not valid.");
    }

    @Test
    void theWindowMustNotBeEmptyOrOver() {
        assertThat(refused(new CampaignRequest(
                                "Sale", NOW, NOW.minusSeconds(1), 60, List.of(item("sku-1", 1L, 2L, 1, 1))))
                        .detail())
                .isEqualTo("2 fields are not valid.");
    }

    @Test
    void refusesPricesStockAndLimitsThatMakeNoSense() {
        assertThat(refused(request(item("sku-1", 2L, 1L, 1, 1))).detail()).contains("must not be above listPrice");
        assertThat(refused(request(item("sku-1", -1L, 1L, 1, 1))).detail()).contains("salePrice.amount");
        assertThat(refused(request(item("sku-1", 1L, 1L, 0, 1))).detail()).contains("items[0].total");
        assertThat(refused(request(item("sku-1", 1L, 1L, 1, 0))).detail()).contains("items[0].perBuyerLimit");
        assertThat(refused(request(item("no spaces", 1L, 1L, 1, 1))).detail()).contains("items[0].sku");
    }

    @Test
    void aSkuMayAppearOnce() {
        CampaignRequest.ItemRequest item = item("sku-1", 1L, 1L, 1, 1);
        assertThat(refused(new CampaignRequest("Sale", NOW, NOW.plusSeconds(9), 60, List.of(item, item)))
                        .detail())
                .contains("items[1].sku appears twice");
    }

    private static ProblemException refused(CampaignRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> request.plan(NOW));
    }

    private static CampaignRequest request(CampaignRequest.ItemRequest item) {
        return new CampaignRequest("Sale", NOW, NOW.plusSeconds(60), null, List.of(item));
    }

    private static CampaignRequest.ItemRequest item(
            @Nullable String sku, Long salePrice, Long listPrice, Integer total, Integer limit) {
        return new CampaignRequest.ItemRequest(
                sku,
                "Phone",
                new CampaignRequest.MoneyRequest(salePrice, "CNY"),
                new CampaignRequest.MoneyRequest(listPrice, "CNY"),
                total,
                limit);
    }
}
