package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignPlan;
import io.flashsale.inventory.domain.Campaigns;
import org.springframework.stereotype.Component;

/** Keeps a planned sale as a draft. */
@Component
public class CreateCampaign {
    private final Campaigns campaigns;

    CreateCampaign(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    public Campaign create(CampaignPlan plan) {
        long id = campaigns.add(plan);
        return campaigns.find(id).orElseThrow(() -> CampaignNotFound.forId(id));
    }
}
