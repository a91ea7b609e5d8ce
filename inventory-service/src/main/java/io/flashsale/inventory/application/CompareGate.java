package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.Difference;
import io.flashsale.inventory.domain.DifferenceKind;
import io.flashsale.inventory.domain.GateState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.LedgerAudit;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.inventory.domain.StockLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares the gate of an item, its journal and its ledger. Two stores can be compared only while nothing moves. */
@Component
class CompareGate {
    private static final int LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private final StockGate gate;
    private final Journal journal;
    private final StockLedger ledger;
    private final LiveCampaigns live;

    CompareGate(StockGate gate, Journal journal, StockLedger ledger, LiveCampaigns live) {
        this.gate = gate;
        this.journal = journal;
        this.ledger = ledger;
        this.live = live;
    }

    /**
     * What the comparison brought.
     *
     * @param rested whether gate and ledger could be compared
     */
    record Result(boolean rested, List<Difference> differences) {}

    Result compare(Campaign campaign, CampaignItem item) {
        ItemRef ref = item.ref();
        List<Difference> differences = new ArrayList<>();
        LedgerAudit audit = ledger.audit(ref);
        if (!audit.balances()) {
            differences.add(new Difference(
                    ref,
                    DifferenceKind.COUNTERS,
                    null,
                    audit.reservedHeld() + " held, " + audit.reservedSold() + " sold",
                    audit.held() + " held, " + audit.sold() + " sold",
                    false));
        }
        Journal.Lag lag = journal.lag(List.of(ref)).get(ref);
        if (lag != null) compareJournal(ref, lag, differences);
        if (!campaign.status().needsGate()) return new Result(true, differences);
        boolean rested = false;
        for (int look = 0; look < LOOKS && !rested; look++) {
            if (look > 0) LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            rested = compareAvailable(campaign, ref, differences);
        }
        return new Result(rested, differences);
    }

    private void compareJournal(ItemRef ref, Journal.Lag lag, List<Difference> differences) {
        if (lag.dead() > 0) {
            differences.add(new Difference(
                    ref, DifferenceKind.JOURNAL_SET_ASIDE, null, "0 entries", lag.dead() + " entries", false));
        }
        Instant oldest = lag.oldest();
        if (oldest != null && oldest.plus(STUCK_AFTER).isBefore(live.saleTime())) {
            differences.add(new Difference(
                    ref,
                    DifferenceKind.JOURNAL_STUCK,
                    null,
                    "in the ledger within " + STUCK_AFTER,
                    lag.entries() + " entries, the oldest of " + oldest,
                    false));
        }
    }

    /** Looks at the gate, at the ledger and again at the gate; false when something moved meanwhile. */
    private boolean compareAvailable(Campaign campaign, ItemRef ref, List<Difference> differences) {
        GateState before = state(ref);
        LedgerAudit audit = ledger.audit(ref);
        GateState after = state(ref);
        if (before == null && after == null) {
            differences.add(new Difference(
                    ref, DifferenceKind.GATE_NOT_READY, null, "epoch " + audit.epoch(), "no gate", false));
            return true;
        }
        if (!Objects.equals(before, after) || audit.underWay() > 0 || gate.undrained(ref) > 0) return false;
        GateState state = Objects.requireNonNull(before);
        if (state.epoch() != audit.epoch()) return false;
        if (state.available() != audit.available()) {
            differences.add(new Difference(
                    ref,
                    DifferenceKind.GATE_AVAILABLE,
                    null,
                    audit.available() + " available",
                    state.available() + " available in a campaign that is "
                            + (campaign.status() == CampaignStatus.OPEN ? "open" : "not open"),
                    false));
        }
        return true;
    }

    private @Nullable GateState state(ItemRef ref) {
        return gate.read(List.of(ref)).states().get(ref);
    }
}
