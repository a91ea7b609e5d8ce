package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignStep;
import org.springframework.stereotype.Component;

/** Closes campaigns whose window is over. The gate stopped admitting at the very moment; this makes it official. */
@Component
public class CloseEndedCampaigns {
    private final LiveCampaigns live;
    private final ChangeCampaignStatus changeStatus;

    CloseEndedCampaigns(LiveCampaigns live, ChangeCampaignStatus changeStatus) {
        this.live = live;
        this.changeStatus = changeStatus;
    }

    public void close() {
        for (Campaign campaign : live.all()) {
            if (CampaignStep.CLOSE.isLegalFrom(campaign.status())
                    && !campaign.endsAt().isAfter(live.saleTime())) {
                try {
                    changeStatus.change(campaign.id(), CampaignStep.CLOSE);
                } catch (IllegalTransition e) {
                    live.reload(campaign.id());
                }
            }
        }
    }
}
