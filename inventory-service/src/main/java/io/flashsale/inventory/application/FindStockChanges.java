package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockChanges;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds what operators did to the stock of an item, newest first. */
@Component
public class FindStockChanges {
    private static final int AT_MOST = 200;

    private final LiveCampaigns live;
    private final StockChanges changes;

    FindStockChanges(LiveCampaigns live, StockChanges changes) {
        this.live = live;
        this.changes = changes;
    }

    public List<StockChange> of(long campaignId, String sku) {
        return changes.of(live.offerToOperators(campaignId, sku).item().ref(), AT_MOST);
    }
}
