package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.GateCondition;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.RebuildReason;
import io.flashsale.inventory.domain.StockGate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Fills gates from the ledger that lost their data or were found to be wrong. Until then a gate without its data refuses
 * with "not ready", never "sold out".
 */
@Component
public class RepairGates {
    private static final String SELF = "inventory-service";

    private final LiveCampaigns live;
    private final StockGate gate;
    private final FillGate fillGate;
    private final SuspectGates suspects;

    RepairGates(LiveCampaigns live, StockGate gate, FillGate fillGate, SuspectGates suspects) {
        this.live = live;
        this.gate = gate;
        this.fillGate = fillGate;
        this.suspects = suspects;
    }

    /** Looks at everything on sale, from memory, and repairs what needs it. */
    public void repair() {
        GateNotReady trouble = null;
        for (Campaign suspect : live.live()) {
            if (!suspect.status().needsGate() || !isSuspicious(suspect)) continue;
            try {
                Campaign campaign = live.reload(suspect.id());
                if (campaign.status().needsGate()) repair(campaign);
            } catch (GateNotReady e) {
                // A gate that cannot be filled now does not keep the others waiting.
                if (e.isUnreachable()) throw e;
                trouble = e;
            }
        }
        if (trouble != null) throw trouble;
    }

    private boolean isSuspicious(Campaign campaign) {
        for (CampaignItem item : campaign.items()) {
            if (live.gate(item).isEmpty() || suspects.contains(item.ref())) return true;
        }
        return false;
    }

    /** Repairs what needs it among the gates of a campaign that was read just now. */
    void repair(Campaign campaign) {
        boolean filled = false;
        for (CampaignItem item : campaign.items()) {
            Optional<RebuildReason> reason = reason(item);
            if (reason.isEmpty()) continue;
            fillGate.fill(FillGate.Opening.asIs(campaign, item), reason.get(), SELF);
            filled = true;
        }
        if (filled) live.reload(campaign.id());
    }

    private Optional<RebuildReason> reason(CampaignItem item) {
        GateCondition condition = gate.condition(item.ref(), item.epoch());
        return switch (condition) {
            case NOT_FILLED, FILLING -> Optional.of(RebuildReason.LOST_DATA);
            case BEHIND -> Optional.of(RebuildReason.FORGOT_CHANGES);
            case READY -> suspects.reason(item.ref(), item.epoch());
        };
    }

    /**
     * Fills the gate of an item because an operator wants it.
     *
     * @throws IllegalTransition when the campaign is in no status that needs gates
     */
    public void rebuild(long campaignId, String sku, String operator) {
        Offer offer = live.offerToOperators(campaignId, sku);
        if (!offer.campaign().status().needsGate()) throw IllegalTransition.gateOfIdleCampaign(offer.campaign());
        fillGate.fill(FillGate.Opening.asIs(offer.campaign(), offer.item()), RebuildReason.OPERATOR, operator);
        live.reload(campaignId);
    }
}
