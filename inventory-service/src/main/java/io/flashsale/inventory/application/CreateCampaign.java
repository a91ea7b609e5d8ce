package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignPlan;
import io.flashsale.inventory.domain.Campaigns;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Keeps a planned sale as a draft. */
@Component
public class CreateCampaign {
    private final Campaigns campaigns;

    CreateCampaign(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** A draft like another campaign, with a name and a window of its own. */
    public Campaign copy(long id, String name, Instant startsAt, Instant endsAt) {
        Campaign model = campaigns.find(id).orElseThrow(() -> CampaignNotFound.forId(id));
        return create(new CampaignPlan(
                name,
                startsAt,
                endsAt,
                model.payWithin(),
                model.items().stream()
                        .map(item -> new CampaignPlan.Item(
                                item.sku(),
                                item.name(),
                                item.salePrice(),
                                item.listPrice(),
                                Math.max(1, item.total()),
                                item.perBuyerLimit()))
                        .toList()));
    }

    public Campaign create(CampaignPlan plan) {
        long id = campaigns.add(plan);
        return campaigns.find(id).orElseThrow(() -> CampaignNotFound.forId(id));
    }
}
