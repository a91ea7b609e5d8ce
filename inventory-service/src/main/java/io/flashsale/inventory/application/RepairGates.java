package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fills gates that lost their data, from the ledger. Until then they refuse with "not ready", never "sold out". */
@Component
public class RepairGates {
    private static final Logger LOG = LoggerFactory.getLogger(RepairGates.class);

    private final LiveCampaigns live;
    private final WarmUpCampaign warmUp;

    RepairGates(LiveCampaigns live, WarmUpCampaign warmUp) {
        this.live = live;
        this.warmUp = warmUp;
    }

    public void repair() {
        for (Campaign suspect : live.live()) {
            if (!suspect.status().needsGate() || !hasLostData(suspect)) continue;
            Campaign campaign = live.reload(suspect.id());
            if (!campaign.status().needsGate()) continue;
            int filled = warmUp.repair(campaign);
            live.reload(campaign.id());
            if (filled > 0) {
                LOG.warn(
                        "Campaign {}: {} stock gates had lost their data and were filled from the ledger.",
                        campaign.id(),
                        filled);
            }
        }
    }

    private boolean hasLostData(Campaign campaign) {
        for (CampaignItem item : campaign.items()) if (live.gate(item).isEmpty()) return true;
        return false;
    }
}
