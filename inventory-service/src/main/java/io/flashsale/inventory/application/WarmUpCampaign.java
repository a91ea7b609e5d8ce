package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.CampaignStep;
import io.flashsale.inventory.domain.StockGate;
import org.springframework.stereotype.Component;

/** Fills the gates of a scheduled campaign; for a campaign on sale, those that lost their data. */
@Component
public class WarmUpCampaign {
    private final LiveCampaigns live;
    private final FillGate fillGate;
    private final StockGate gate;
    private final ChangeCampaignStatus changeStatus;

    WarmUpCampaign(LiveCampaigns live, FillGate fillGate, StockGate gate, ChangeCampaignStatus changeStatus) {
        this.live = live;
        this.fillGate = fillGate;
        this.gate = gate;
        this.changeStatus = changeStatus;
    }

    public Campaign warmUp(long id) {
        Campaign campaign = live.reload(id);
        if (campaign.status().needsGate()) {
            repair(campaign);
            return live.reload(id);
        }
        if (!CampaignStep.WARM_UP.isLegalFrom(campaign.status())) {
            throw IllegalTransition.of(campaign, CampaignStep.WARM_UP);
        }
        for (CampaignItem item : campaign.items()) {
            fillGate.fill(campaign, item, CampaignStatus.WARMED, campaign.version() + 1);
        }
        return changeStatus.change(id, CampaignStep.WARM_UP);
    }

    /** Fills the gates that do not hold the epoch of the ledger; answers how many those were. */
    public int repair(Campaign campaign) {
        int filled = 0;
        for (CampaignItem item : campaign.items()) {
            if (gate.rehearse(item.ref(), item.epoch())) continue;
            fillGate.fill(campaign, item, campaign.status(), campaign.version());
            filled++;
        }
        return filled;
    }
}
