package io.flashsale.inventory.web;

import io.flashsale.inventory.application.CampaignNotFound;
import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns as everybody may see them. */
@RestController
@RequestMapping("/api/campaigns")
class CampaignsController {
    private final LiveCampaigns live;

    CampaignsController(LiveCampaigns live) {
        this.live = live;
    }

    record PublicCampaign(
            String id,
            String name,
            CampaignStatus status,
            Instant startsAt,
            Instant endsAt,
            Instant serverTime,
            List<PublicItem> items) {}

    /**
     * @param claimedPercent share of the units that are held or sold, 100 only when none is left; null when the gate is
     *     not ready
     */
    record PublicItem(
            String sku,
            String name,
            MoneyResource salePrice,
            MoneyResource listPrice,
            int perBuyerLimit,
            boolean soldOut,
            @Nullable Integer claimedPercent) {}

    @GetMapping
    List<PublicCampaign> list() {
        return live.all().stream()
                .filter(campaign -> campaign.status().isPublic())
                .sorted(Comparator.comparing(Campaign::startsAt).thenComparing(Campaign::id))
                .map(this::seen)
                .toList();
    }

    @GetMapping("/{id}")
    PublicCampaign get(@PathVariable String id) {
        return live.find(CampaignIds.parse(id))
                .filter(campaign -> campaign.status().isPublic())
                .map(this::seen)
                .orElseThrow(() -> CampaignNotFound.forId(id));
    }

    private PublicCampaign seen(Campaign campaign) {
        return new PublicCampaign(
                Long.toString(campaign.id()),
                campaign.name(),
                campaign.status(),
                campaign.startsAt(),
                campaign.endsAt(),
                live.saleTime(),
                campaign.items().stream()
                        .map(item -> new PublicItem(
                                item.sku(),
                                item.name(),
                                MoneyResource.of(item.salePrice()),
                                MoneyResource.of(item.listPrice()),
                                item.perBuyerLimit(),
                                live.gate(item)
                                        .map(state -> state.available() == 0)
                                        .orElse(false),
                                live.gate(item)
                                        .map(state -> claimedPercent(state, item))
                                        .orElse(null)))
                        .toList());
    }

    private static int claimedPercent(GateState gate, CampaignItem item) {
        int total = Math.max(1, item.total());
        return Math.clamp((long) (total - gate.available()) * 100 / total, 0, 100);
    }
}
