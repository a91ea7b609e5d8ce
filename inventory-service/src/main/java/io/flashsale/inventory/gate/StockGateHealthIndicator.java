package io.flashsale.inventory.gate;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.GateNotReady;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Runs the real decision script without writing: for every item on sale, and once for none. Down when the script does
 * not run; a gate that lost its data is reported but does not take the service down, which repairs it.
 */
@Component("stockGateHealthIndicator")
class StockGateHealthIndicator implements HealthIndicator {
    private final RedisStockGate gate;
    private final LiveCampaigns live;

    StockGateHealthIndicator(RedisStockGate gate, LiveCampaigns live) {
        this.gate = gate;
        this.live = live;
    }

    @Override
    public Health health() {
        try {
            gate.rehearseWithoutGate();
            List<String> notReady = new ArrayList<>();
            int ready = 0;
            for (Campaign campaign : live.live()) {
                if (!campaign.status().needsGate()) continue;
                for (CampaignItem item : campaign.items()) {
                    if (gate.rehearse(item.ref(), item.epoch())) ready++;
                    else notReady.add(campaign.id() + "/" + item.sku());
                }
            }
            return Health.up()
                    .withDetail("itemsReady", ready)
                    .withDetail("itemsNotReady", notReady)
                    .build();
        } catch (GateNotReady | IllegalStateException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
