package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.StockGate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells what became of a batch. The gate knows first; a batch the gate has forgotten may still be in the ledger, and
 * what is in the ledger was admitted.
 */
@Component
public class ResolveBatch {
    private final LiveCampaigns live;
    private final StockGate gate;
    private final PastDecisions past;

    ResolveBatch(LiveCampaigns live, StockGate gate, PastDecisions past) {
        this.live = live;
        this.gate = gate;
        this.past = past;
    }

    /** What is known, without changing it. */
    public Optional<BatchDecision> find(long campaignId, String sku, String batchId) {
        Offer offer = live.offer(campaignId, sku);
        Optional<BatchState> state;
        try {
            state = gate.find(offer.item().ref(), offer.item().epoch(), batchId);
        } catch (GateNotReady e) {
            Optional<BatchState> inLedger = past.inLedger(offer, batchId);
            state = inLedger.isPresent() ? inLedger : Optional.of(past.withoutGate(offer, batchId, e));
        }
        if (state.isEmpty() || state.get() instanceof BatchState.Sealed) {
            Optional<BatchState> inLedger = past.inLedger(offer, batchId);
            if (inLedger.isPresent()) state = inLedger;
        }
        return state.map(known -> new BatchDecision(offer, known));
    }

    /** The verdict if there is one; otherwise the batch is sealed, and a decision that comes late is refused. */
    public BatchDecision resolve(long campaignId, String sku, String batchId) {
        Offer offer = live.offer(campaignId, sku);
        BatchState state;
        try {
            state = gate.seal(offer.campaign(), offer.item(), batchId);
        } catch (GateNotReady e) {
            if (e.isUnreachable()) throw e;
            Offer reloaded = live.reloadedOffer(campaignId, sku);
            state = reloaded.item().epoch() == offer.item().epoch()
                    ? past.withoutGate(reloaded, batchId, e)
                    : gate.seal(reloaded.campaign(), reloaded.item(), batchId);
            offer = reloaded;
        }
        if (state instanceof BatchState.Sealed)
            state = past.inLedger(offer, batchId).orElse(state);
        return new BatchDecision(offer, state);
    }
}
