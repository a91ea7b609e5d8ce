package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.LedgerEntry;
import io.flashsale.inventory.domain.Movement;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.inventory.domain.StockLedger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the counters of each item by the sum of the new ledger entries, in one conditional update, and afterwards gives
 * released or appended units to the gate. In this order the gate never promises more than the ledger allows.
 */
@Component
public class CountLedgerEntries {
    private static final Logger LOG = LoggerFactory.getLogger(CountLedgerEntries.class);
    private static final int AT_MOST = 1000;

    private final StockLedger ledger;
    private final StockGate gate;
    private final LiveCampaigns live;
    private final TransactionTemplate transaction;
    private final Set<ItemRef> unbalanced = ConcurrentHashMap.newKeySet();

    CountLedgerEntries(StockLedger ledger, StockGate gate, LiveCampaigns live, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.gate = gate;
        this.live = live;
        this.transaction = transaction;
    }

    /** Counts what is new and tells the gate; answers how many entries were counted. */
    public int count() {
        Integer counted = transaction.execute(status -> {
            List<LedgerEntry> entries = ledger.lockUncounted(AT_MOST);
            Map<ItemRef, List<LedgerEntry>> byItem = entries.stream()
                    .collect(Collectors.groupingBy(LedgerEntry::item, TreeMap::new, Collectors.toList()));
            int moved = 0;
            for (Map.Entry<ItemRef, List<LedgerEntry>> ofItem : byItem.entrySet()) {
                moved += count(ofItem.getKey(), ofItem.getValue());
            }
            return moved;
        });
        tellGate();
        return counted == null ? 0 : counted;
    }

    private int count(ItemRef item, List<LedgerEntry> entries) {
        Movement sum = entries.stream()
                .map(entry -> entry.kind().movement(entry.quantity()))
                .reduce(Movement.NONE, Movement::plus);
        OptionalLong epoch = ledger.move(item, sum);
        if (epoch.isEmpty()) {
            if (unbalanced.add(item)) {
                LOG.error(
                        "Item {}: its counters do not allow a {}; its entries wait for an operator.",
                        item.itemId(),
                        sum);
            }
            return 0;
        }
        ledger.markCounted(entries, epoch.getAsLong());
        return entries.size();
    }

    private record Told(ItemRef item, long epoch) {}

    private void tellGate() {
        Map<Told, List<LedgerEntry>> untold = ledger.untold(AT_MOST).stream()
                .collect(Collectors.groupingBy(entry -> new Told(entry.item(), entry.epoch())));
        GateNotReady unreachable = null;
        for (Map.Entry<Told, List<LedgerEntry>> group : untold.entrySet()) {
            Told told = group.getKey();
            try {
                gate.giveBack(
                        told.item(),
                        told.epoch(),
                        group.getValue().stream()
                                .map(entry -> new StockGate.Return(
                                        entry.orderId(),
                                        entry.buyerId(),
                                        entry.kind().limitBack(entry.quantity()),
                                        entry.kind().unitsToGate(entry.quantity())))
                                .toList());
                ledger.markTold(group.getValue());
            } catch (GateNotReady e) {
                if (e.isUnreachable()) {
                    unreachable = e;
                } else if (isOver(told.item())) {
                    ledger.markTold(group.getValue());
                }
                // A gate that lost its data is filled again with these units included, and then says so.
            }
        }
        if (unreachable != null) throw unreachable;
    }

    private boolean isOver(ItemRef item) {
        return live.find(item.campaignId())
                .map(Campaign::status)
                .map(status -> !status.needsGate())
                .orElse(true);
    }
}
