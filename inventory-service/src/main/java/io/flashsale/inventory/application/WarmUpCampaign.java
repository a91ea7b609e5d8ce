package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.CampaignStep;
import io.flashsale.inventory.domain.RebuildReason;
import org.springframework.stereotype.Component;

/** Fills the gates of a scheduled campaign; for a campaign on sale, those that lost their data. */
@Component
public class WarmUpCampaign {
    private final LiveCampaigns live;
    private final FillGate fillGate;
    private final RepairGates repairGates;
    private final ChangeCampaignStatus changeStatus;

    WarmUpCampaign(LiveCampaigns live, FillGate fillGate, RepairGates repairGates, ChangeCampaignStatus changeStatus) {
        this.live = live;
        this.fillGate = fillGate;
        this.repairGates = repairGates;
        this.changeStatus = changeStatus;
    }

    public Campaign warmUp(long id, String operator) {
        Campaign campaign = live.reload(id);
        if (campaign.status().needsGate()) {
            repairGates.repair(campaign);
            return live.reload(id);
        }
        if (!CampaignStep.WARM_UP.isLegalFrom(campaign.status())) {
            throw IllegalTransition.of(campaign, CampaignStep.WARM_UP);
        }
        for (CampaignItem item : campaign.items()) {
            fillGate.fill(
                    new FillGate.Opening(campaign, item, CampaignStatus.WARMED, campaign.version() + 1),
                    RebuildReason.WARM_UP,
                    operator);
        }
        return changeStatus.change(id, CampaignStep.WARM_UP);
    }
}
