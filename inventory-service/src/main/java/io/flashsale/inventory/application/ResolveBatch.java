package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockGate;
import java.util.List;
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
    private final Reservations reservations;

    ResolveBatch(LiveCampaigns live, StockGate gate, Reservations reservations) {
        this.live = live;
        this.gate = gate;
        this.reservations = reservations;
    }

    /** What is known, without changing it. */
    public Optional<BatchDecision> find(long campaignId, String sku, String batchId) {
        Offer offer = live.offer(campaignId, sku);
        Optional<BatchState> state;
        try {
            state = gate.find(offer.item().ref(), offer.item().epoch(), batchId);
        } catch (GateNotReady e) {
            Optional<BatchState> inLedger = fromLedger(offer, batchId);
            if (inLedger.isEmpty()) throw e;
            state = inLedger;
        }
        if (state.isEmpty() || state.get() instanceof BatchState.Sealed) {
            Optional<BatchState> inLedger = fromLedger(offer, batchId);
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
            if (reloaded.item().epoch() == offer.item().epoch()) throw e;
            offer = reloaded;
            state = gate.seal(offer.campaign(), offer.item(), batchId);
        }
        if (state instanceof BatchState.Sealed)
            state = fromLedger(offer, batchId).orElse(state);
        return new BatchDecision(offer, state);
    }

    private Optional<BatchState> fromLedger(Offer offer, String batchId) {
        List<Reservation> admitted = reservations.ofBatch(offer.item().ref(), batchId);
        if (admitted.isEmpty()) return Optional.empty();
        return Optional.of(new BatchState.Decided(new BatchVerdict(
                batchId,
                admitted.getFirst().admittedAt(),
                offer.item().available(),
                admitted.stream()
                        .map(reservation -> new AttemptVerdict(reservation.orderId(), Outcome.ADMITTED, null))
                        .toList())));
    }
}
