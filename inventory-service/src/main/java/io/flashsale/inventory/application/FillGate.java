package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.FillLock;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.GateRebuild;
import io.flashsale.inventory.domain.GateRebuilds;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.RebuildReason;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.inventory.domain.StockLedger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fills the gate of an item from the ledger: close it, let its journal drain into the ledger, begin a new epoch, open
 * it with what the ledger still allows. Works for the first time as for the repair of a gate that lost its data.
 */
@Component
class FillGate {
    private static final Logger LOG = LoggerFactory.getLogger(FillGate.class);
    private static final Duration DRAINING = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** While the gate is closed, an entry that rests for so long belongs to an instance that is gone or stuck. */
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(1);

    private final StockGate gate;
    private final StockLedger ledger;
    private final FillLock lock;
    private final ApplyJournal journal;
    private final GateRebuilds rebuilds;
    private final MeterRegistry meters;
    private final Clock clock;

    FillGate(
            StockGate gate,
            StockLedger ledger,
            FillLock lock,
            ApplyJournal journal,
            GateRebuilds rebuilds,
            MeterRegistry meters,
            Clock clock) {
        this.gate = gate;
        this.ledger = ledger;
        this.lock = lock;
        this.journal = journal;
        this.rebuilds = rebuilds;
        this.meters = meters;
        this.clock = clock;
    }

    /** What the gate is opened as. */
    record Opening(Campaign campaign, CampaignItem item, CampaignStatus status, long version) {
        static Opening asIs(Campaign campaign, CampaignItem item) {
            return new Opening(campaign, item, campaign.status(), campaign.version());
        }
    }

    /** Fills the gate, unless somebody else did since the item was read. */
    void fill(Opening opening, RebuildReason reason, String requestedBy) {
        ItemRef item = opening.item.ref();
        lock.whileHeld(item, () -> ledger.fenceToken(item), token -> {
            if (isDone(opening.item, reason)) return;
            Instant began = clock.instant();
            String fillToken = UUID.randomUUID().toString();
            gate.close(opening.campaign, item, fillToken);
            drain(item);
            GateFilling filling = ledger.beginEpoch(item, token);
            gate.open(opening.campaign, opening.item, opening.status, opening.version, fillToken, filling);
            record(new GateRebuild(
                    item, filling.epoch(), token, reason, requestedBy, filling.available(), began, clock.instant()));
        });
    }

    private boolean isDone(CampaignItem asRead, RebuildReason reason) {
        long epoch = ledger.epoch(asRead.ref());
        if (reason.ofReadyGate() && epoch == asRead.epoch()) return false;
        return gate.rehearse(asRead.ref(), epoch);
    }

    private void record(GateRebuild rebuild) {
        rebuilds.add(rebuild);
        meters.timer("flashsale.gate.rebuild", "reason", rebuild.reason().name())
                .record(rebuild.took());
        if (rebuild.reason() == RebuildReason.WARM_UP) return;
        LOG.warn(
                "Item {}: its gate was filled from the ledger in {} ms with {} units ({}, epoch {}, by {}).",
                rebuild.item().itemId(),
                rebuild.took().toMillis(),
                rebuild.available(),
                rebuild.reason(),
                rebuild.epoch(),
                rebuild.requestedBy());
    }

    private void drain(ItemRef item) {
        long deadline = System.nanoTime() + DRAINING.toNanos();
        List<ItemRef> items = List.of(item);
        while (gate.undrained(item) > 0) {
            if (journal.applyNew(items) > 0) continue;
            if (System.nanoTime() > deadline) throw GateNotReady.filling(item);
            journal.takeOver(items, TAKE_OVER_AFTER);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
