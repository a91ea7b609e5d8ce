package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What can be seen of stock from outside: how far the ledger is behind the gate, and whether the gate is ahead of it. */
@Component
class StockMeters {
    private final LiveCampaigns live;
    private final StockGate gate;

    StockMeters(LiveCampaigns live, StockGate gate, MeterRegistry meters) {
        this.live = live;
        this.gate = gate;
        Gauge.builder("flashsale.journal.waiting", this, StockMeters::waiting)
                .description("journal entries of the gate that are not in the ledger yet; NaN while Redis is away")
                .register(meters);
        Gauge.builder("flashsale.stock.gate.excess", this, StockMeters::excess)
                .description("units the gate would promise beyond what the ledger allows")
                .register(meters);
        Gauge.builder("flashsale.stock.gates.closed", this, StockMeters::closed)
                .description("items of campaigns on sale whose gate is not ready: nothing is sold of them")
                .register(meters);
    }

    private double waiting() {
        long waiting = 0;
        try {
            for (ItemRef item : live.recentItems()) waiting += gate.undrained(item);
        } catch (GateNotReady e) {
            return Double.NaN;
        }
        return waiting;
    }

    private double excess() {
        long excess = 0;
        for (Campaign campaign : live.live()) {
            for (CampaignItem item : campaign.items()) {
                excess += live.gate(item)
                        .map(state -> Math.max(0, state.available() - item.available()))
                        .orElse(0);
            }
        }
        return excess;
    }

    private double closed() {
        return live.live().stream()
                .filter(campaign -> campaign.status().needsGate())
                .flatMap(campaign -> campaign.items().stream())
                .filter(item -> live.gate(item).isEmpty())
                .count();
    }
}
