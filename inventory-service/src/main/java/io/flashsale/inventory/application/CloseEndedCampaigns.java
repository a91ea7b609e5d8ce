package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignStep;
import io.flashsale.inventory.domain.JobLock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Closes campaigns whose window is over. The gate stopped admitting at the very moment; this makes it official. */
@Component
public class CloseEndedCampaigns {
    private final LiveCampaigns live;
    private final ChangeCampaignStatus changeStatus;
    private final JobLock lock;

    CloseEndedCampaigns(LiveCampaigns live, ChangeCampaignStatus changeStatus, JobLock lock) {
        this.live = live;
        this.lock = lock;
        this.changeStatus = changeStatus;
    }

    /** One instance does it; a campaign changes its status once, whoever was overtaken. */
    public void close() {
        List<Campaign> ended = live.all().stream()
                .filter(campaign -> CampaignStep.CLOSE.isLegalFrom(campaign.status())
                        && !campaign.endsAt().isAfter(live.saleTime()))
                .toList();
        if (!ended.isEmpty()) lock.tryAlone("close-ended-campaigns", () -> 0, token -> ended.forEach(this::close));
    }

    private void close(Campaign campaign) {
        try {
            changeStatus.change(campaign.id(), CampaignStep.CLOSE);
        } catch (IllegalTransition e) {
            live.reload(campaign.id());
        }
    }
}
