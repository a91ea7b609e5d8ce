package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.GateRebuild;
import io.flashsale.inventory.domain.GateRebuilds;
import io.flashsale.inventory.domain.GateState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.StockGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows operators every gate on sale beside its ledger. Read from both stores, not from memory. */
@Component
public class InspectGates {
    private final LiveCampaigns live;
    private final StockGate gate;
    private final Journal journal;
    private final GateRebuilds rebuilds;
    private final GateOutages outages;

    InspectGates(LiveCampaigns live, StockGate gate, Journal journal, GateRebuilds rebuilds, GateOutages outages) {
        this.live = live;
        this.gate = gate;
        this.journal = journal;
        this.rebuilds = rebuilds;
        this.outages = outages;
    }

    /** What a gate is doing. */
    public enum Condition {
        READY,
        NOT_FILLED,
        FILLING,
        BEHIND,
        UNREACHABLE
    }

    /**
     * One gate.
     *
     * @param state null unless the gate is ready
     * @param lag null when there is no journal, or none can be seen
     * @param outage how long this instance has not got a decision although the item is on sale; null when it does
     */
    public record View(
            Campaign campaign,
            CampaignItem item,
            Condition condition,
            @Nullable GateState state,
            Journal.@Nullable Lag lag,
            @Nullable GateRebuild lastRebuild,
            @Nullable Duration outage) {}

    /** The gates of all campaigns on sale and of those that ended recently, by campaign and item. */
    public List<View> all() {
        live.reload();
        List<Campaign> campaigns = live.live().stream()
                .sorted(Comparator.comparingLong(Campaign::id))
                .toList();
        return inspect(campaigns);
    }

    /** The gate of one item. */
    public View one(long campaignId, String sku) {
        Campaign campaign = live.reload(campaignId);
        return inspect(List.of(campaign)).stream()
                .filter(view -> view.item.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> ItemNotFound.forSku(campaignId, sku));
    }

    private List<View> inspect(List<Campaign> campaigns) {
        List<ItemRef> refs = campaigns.stream()
                .flatMap(campaign -> campaign.items().stream())
                .map(CampaignItem::ref)
                .toList();
        if (refs.isEmpty()) return List.of();
        Map<ItemRef, GateState> states = Map.of();
        Map<ItemRef, Journal.Lag> lags = Map.of();
        boolean reachable = true;
        try {
            states = gate.read(refs).states();
            lags = journal.lag(refs);
        } catch (GateNotReady e) {
            reachable = false;
        }
        Map<ItemRef, GateRebuild> last = rebuilds.last(refs);
        List<View> views = new ArrayList<>();
        for (Campaign campaign : campaigns) {
            for (CampaignItem item : campaign.items()) {
                Condition condition = reachable ? condition(item) : Condition.UNREACHABLE;
                views.add(new View(
                        campaign,
                        item,
                        condition,
                        condition == Condition.READY ? states.get(item.ref()) : null,
                        lags.get(item.ref()),
                        last.get(item.ref()),
                        outages.lasting(item.ref()).orElse(null)));
            }
        }
        return views;
    }

    private Condition condition(CampaignItem item) {
        try {
            return Condition.valueOf(gate.condition(item.ref(), item.epoch()).name());
        } catch (GateNotReady e) {
            return Condition.UNREACHABLE;
        }
    }
}
