package io.flashsale.inventory.web;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as operators see it, ledger and gate side by side. */
record CampaignResource(
        String id,
        String name,
        CampaignStatus status,
        Instant startsAt,
        Instant endsAt,
        long payWithinSeconds,
        List<Item> items) {

    /**
     * @param available units the ledger still allows
     * @param gateAvailable units the gate would still promise; null when the gate is not ready
     */
    record Item(
            String sku,
            String name,
            MoneyResource salePrice,
            MoneyResource listPrice,
            int total,
            int held,
            int sold,
            int available,
            int perBuyerLimit,
            @Nullable Integer gateAvailable) {}

    static CampaignResource of(Campaign campaign, LiveCampaigns live) {
        return new CampaignResource(
                Long.toString(campaign.id()),
                campaign.name(),
                campaign.status(),
                campaign.startsAt(),
                campaign.endsAt(),
                campaign.payWithin().toSeconds(),
                campaign.items().stream().map(item -> item(item, live)).toList());
    }

    private static Item item(CampaignItem item, LiveCampaigns live) {
        return new Item(
                item.sku(),
                item.name(),
                MoneyResource.of(item.salePrice()),
                MoneyResource.of(item.listPrice()),
                item.total(),
                item.held(),
                item.sold(),
                item.available(),
                item.perBuyerLimit(),
                live.gate(item).map(GateState::available).orElse(null));
    }
}
