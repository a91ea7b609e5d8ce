package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.FillLock;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.inventory.domain.StockLedger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Fills the gate of an item from the ledger: close it, let its journal drain into the ledger, begin a new epoch, open
 * it with what the ledger still allows. Works for the first time as for the repair of a gate that lost its data.
 */
@Component
class FillGate {
    private static final Duration DRAINING = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final StockGate gate;
    private final StockLedger ledger;
    private final FillLock lock;
    private final ApplyJournal journal;

    FillGate(StockGate gate, StockLedger ledger, FillLock lock, ApplyJournal journal) {
        this.gate = gate;
        this.ledger = ledger;
        this.lock = lock;
        this.journal = journal;
    }

    /** Fills the gate and opens it with the given status. */
    void fill(Campaign campaign, CampaignItem item, CampaignStatus status, long version) {
        lock.whileHeld(item.ref(), () -> {
            String token = UUID.randomUUID().toString();
            gate.close(campaign, item.ref(), token);
            drain(item.ref());
            GateFilling filling = ledger.beginEpoch(item.ref());
            gate.open(campaign, item, status, version, token, filling);
        });
    }

    private void drain(ItemRef item) {
        long deadline = System.nanoTime() + DRAINING.toNanos();
        while (gate.undrained(item) > 0) {
            journal.applyNew(List.of(item));
            if (System.nanoTime() > deadline) throw GateNotReady.filling(item);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
