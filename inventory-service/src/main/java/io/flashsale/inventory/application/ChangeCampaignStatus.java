package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.CampaignStep;
import io.flashsale.inventory.domain.Campaigns;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.StockGate;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes a campaign to its next status, first in the ledger, then in the gate. When the gate does not hear it, the
 * caller learns that, and the refresh of {@link LiveCampaigns} tells the gate as soon as it listens.
 */
@Component
public class ChangeCampaignStatus {
    private static final Set<CampaignStep> TOWARDS_SALE =
            EnumSet.of(CampaignStep.SCHEDULE, CampaignStep.WARM_UP, CampaignStep.OPEN_SALE, CampaignStep.RESUME);

    private final Campaigns campaigns;
    private final StockGate gate;
    private final LiveCampaigns live;

    ChangeCampaignStatus(Campaigns campaigns, StockGate gate, LiveCampaigns live) {
        this.campaigns = campaigns;
        this.gate = gate;
        this.live = live;
    }

    /** Takes the step; taking it again changes nothing. */
    public Campaign change(long id, CampaignStep step) {
        Campaign campaign = live.reload(id);
        if (campaign.status() != step.target()) {
            check(campaign, step);
            if (!campaigns.changeStatus(campaign, step.target())) throw IllegalTransition.changedMeanwhile(step);
            campaign = live.reload(id);
        }
        if (!campaign.status().needsGate() && campaign.status() != CampaignStatus.CLOSED) return campaign;
        for (CampaignItem item : campaign.items()) {
            try {
                gate.setStatus(item.ref(), campaign.status(), campaign.version());
            } catch (GateNotReady e) {
                // A gate without data admits nobody, which is all that closing asks for.
                if (e.isUnreachable() || campaign.status().needsGate()) throw e;
            }
        }
        return campaign;
    }

    private void check(Campaign campaign, CampaignStep step) {
        if (!step.isLegalFrom(campaign.status())) throw IllegalTransition.of(campaign, step);
        if (step == CampaignStep.SETTLE) {
            int held = campaign.items().stream().mapToInt(CampaignItem::held).sum();
            if (held > 0) throw IllegalTransition.unitsStillHeld(held);
        }
        if (TOWARDS_SALE.contains(step) && !campaign.endsAt().isAfter(live.saleTime()))
            throw IllegalTransition.windowIsOver(step);
        if (step == CampaignStep.OPEN_SALE) {
            for (CampaignItem item : campaign.items()) {
                if (!gate.rehearse(item.ref(), item.epoch())) throw GateNotReady.notFilled(item.ref());
            }
        }
    }
}
