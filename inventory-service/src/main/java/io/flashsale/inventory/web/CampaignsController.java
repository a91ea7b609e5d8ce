package io.flashsale.inventory.web;

import io.flashsale.inventory.application.CampaignNotFound;
import io.flashsale.inventory.application.LiveCampaigns;
import java.util.List;
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

    @GetMapping
    List<PublicCampaign> list() {
        return live.all().stream()
                .filter(campaign -> campaign.status().isPublic())
                .sorted(PublicCampaign.ORDER)
                .map(campaign -> PublicCampaign.of(campaign, live))
                .toList();
    }

    @GetMapping("/{id}")
    PublicCampaign get(@PathVariable String id) {
        return live.find(CampaignIds.parse(id))
                .filter(campaign -> campaign.status().isPublic())
                .map(campaign -> PublicCampaign.of(campaign, live))
                .orElseThrow(() -> CampaignNotFound.forId(id));
    }
}
