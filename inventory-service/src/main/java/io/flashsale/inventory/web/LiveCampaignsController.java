package io.flashsale.inventory.web;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be bought, for peers that wait for news of it; answered from memory. */
@RestController
class LiveCampaignsController {
    private final LiveCampaigns live;

    LiveCampaignsController(LiveCampaigns live) {
        this.live = live;
    }

    /** @param version changes with whatever is worth a message: statuses, sold-out items, campaigns; not with every unit */
    record Live(String version, Instant serverTime, List<LiveCampaign> campaigns) {}

    record LiveCampaign(
            String id,
            CampaignStatus status,
            Instant startsAt,
            Instant endsAt,
            long payWithinSeconds,
            List<LiveItem> items) {}

    record LiveItem(String sku, MoneyResource unitPrice, int perBuyerLimit, boolean soldOut) {}

    /**
     * Answers as soon as {@code version} is not the one known here, or when the patience is over.
     *
     * @param version of what the peer knows, empty before the first
     */
    @GetMapping("/internal/campaigns/live")
    Live live(@RequestParam(defaultValue = "") String version, @RequestParam(defaultValue = "0") long patienceMillis) {
        Fields fields = new Fields();
        Duration patience = Patience.of(patienceMillis, fields);
        fields.refuseFaults();
        return live.awaitNews(patience, _ -> look(), news -> news.version().equals(version))
                .news();
    }

    private Live look() {
        List<LiveCampaign> campaigns =
                live.live().stream().map(this::liveCampaign).toList();
        List<Object> worthAMessage = new ArrayList<>();
        for (LiveCampaign campaign : campaigns) {
            worthAMessage.add(campaign.id());
            worthAMessage.add(campaign.status().name());
            for (LiveItem item : campaign.items()) worthAMessage.add(item.soldOut());
        }
        return new Live(Integer.toHexString(worthAMessage.hashCode()), live.saleTime(), campaigns);
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
