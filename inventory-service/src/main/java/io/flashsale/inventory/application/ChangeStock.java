package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockChange.Status;
import io.flashsale.inventory.domain.StockChanges;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.inventory.domain.StockLedger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts units of an item on sale, or takes some off, until the sale is over. What is appended goes to the ledger first
 * and to the gate when it is counted; what is withdrawn is taken from the gate first and reaches the ledger by the
 * journal. So the gate never promises more than the ledger allows, and nothing that is promised is withdrawn.
 */
@Component
public class ChangeStock {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStock.class);

    private static final Set<CampaignStatus> OVER =
            EnumSet.of(CampaignStatus.CLOSED, CampaignStatus.SETTLED, CampaignStatus.CANCELLED);

    /** More than any sale has, and far from what a counter can hold. */
    private static final int MOST_UNITS = 100_000_000;

    private final LiveCampaigns live;
    private final StockChanges changes;
    private final StockLedger ledger;
    private final StockGate gate;
    private final CountLedgerEntries counting;
    private final ApplyJournal journal;
    private final TransactionTemplate transaction;

    ChangeStock(
            LiveCampaigns live,
            StockChanges changes,
            StockLedger ledger,
            StockGate gate,
            CountLedgerEntries counting,
            ApplyJournal journal,
            TransactionTemplate transaction) {
        this.live = live;
        this.changes = changes;
        this.ledger = ledger;
        this.gate = gate;
        this.counting = counting;
        this.journal = journal;
        this.transaction = transaction;
    }

    /** What an operator asks for. */
    public record Request(String key, StockChange.Kind kind, int units, String reason, String operator) {
        boolean asksFor(StockChange change) {
            return kind == change.kind() && units == change.units();
        }
    }

    /**
     * Makes the change, or goes on making it; the same key gives the same change.
     *
     * @return the change as it stands; still REQUESTED while a withdrawal travels to the ledger
     * @throws KeyOfAnotherChange when the key came before with another wish
     * @throws IllegalTransition when the sale is over
     */
    public StockChange change(long campaignId, String sku, Request request) {
        Offer offer = live.offerToOperators(campaignId, sku);
        Optional<StockChange> known = changes.find(offer.item().ref(), request.key());
        if (known.isPresent() && !request.asksFor(known.get())) throw KeyOfAnotherChange.of(request.key());
        if (known.isPresent() && known.get().status() != Status.REQUESTED) return known.get();
        if (OVER.contains(offer.campaign().status())) throw IllegalTransition.stockOfEndedSale(offer.campaign());
        StockChange change = changes.request(new StockChange.Wish(
                offer.item().ref(),
                request.key(),
                request.kind(),
                request.units(),
                request.reason(),
                request.operator()));
        switch (change.kind()) {
            case APPEND -> append(change, offer);
            case WITHDRAW -> withdraw(change);
        }
        live.reload(campaignId);
        return changes.find(change.item(), change.key()).orElse(change);
    }

    private void append(StockChange change, Offer offer) {
        boolean tooMany = change.units() > MOST_UNITS - offer.item().total();
        transaction.executeWithoutResult(status -> {
            boolean decided = changes.decide(change.id(), tooMany ? Status.REFUSED : Status.DONE);
            if (decided && !tooMany) ledger.append(change);
        });
        try {
            counting.count();
        } catch (GateNotReady e) {
            LOG.info(
                    "The gate of item {} hears of its new units later.",
                    change.item().itemId());
        }
    }

    private void withdraw(StockChange change) {
        long epoch = withdrawnWithoutGate(change);
        if (epoch == 0) return;
        if (gate.withdraw(change.item(), epoch, change)) journal.applyNew(List.of(change.item()));
        else changes.decide(change.id(), Status.REFUSED);
    }

    /** Before the first warm-up nothing is promised and the ledger decides; answers the epoch, 0 when it did. */
    private long withdrawnWithoutGate(StockChange change) {
        Long epoch = transaction.execute(status -> {
            long current = ledger.lockEpoch(change.item());
            if (current == 0 && changes.lock(change.id()).status() == Status.REQUESTED) {
                changes.decide(change.id(), ledger.withdraw(change) ? Status.DONE : Status.REFUSED);
            }
            return current;
        });
        return epoch == null ? 0 : epoch;
    }
}
