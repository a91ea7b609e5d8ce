package io.flashsale.inventory.web;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What peers poll several times a second; answered from memory. */
@RestController
class LiveCampaignsController {
    private final LiveCampaigns live;

    LiveCampaignsController(LiveCampaigns live) {
        this.live = live;
    }

    record Live(Instant serverTime, List<LiveCampaign> campaigns) {}

    record LiveCampaign(
            String id,
            CampaignStatus status,
            Instant startsAt,
            Instant endsAt,
            long payWithinSeconds,
            List<LiveItem> items) {}

    record LiveItem(String sku, MoneyResource unitPrice, int perBuyerLimit, boolean soldOut) {}

    @GetMapping("/internal/campaigns/live")
    Live live() {
        return new Live(
                live.saleTime(), live.live().stream().map(this::liveCampaign).toList());
    }

    private LiveCampaign liveCampaign(Campaign campaign) {
        return new LiveCampaign(
                Long.toString(campaign.id()),
                live.shown(campaign).status(),
                campaign.startsAt(),
                campaign.endsAt(),
                campaign.payWithin().toSeconds(),
                campaign.items().stream().map(this::liveItem).toList());
    }

    private LiveItem liveItem(CampaignItem item) {
        return new LiveItem(
                item.sku(),
                MoneyResource.of(item.salePrice()),
                item.perBuyerLimit(),
                live.gate(item).map(state -> state.available() == 0).orElse(false));
    }
}
