package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockGate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the ledger tells of decisions the gate has forgotten. What is in the ledger was admitted. */
@Component
class PastDecisions {
    private final StockGate gate;
    private final Journal journal;
    private final Reservations reservations;

    PastDecisions(StockGate gate, Journal journal, Reservations reservations) {
        this.gate = gate;
        this.journal = journal;
        this.reservations = reservations;
    }

    /** Those of the batch that the ledger knows to have been admitted, if there are any. */
    Optional<BatchState> inLedger(Offer offer, String batchId) {
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

    /**
     * The state of a batch whose gate is not ready. A sale that is over gets no gate any more, so what its ledger does
     * not know, and will not hear of, is as good as sealed.
     *
     * @throws GateNotReady as given, while the gate may still come back
     */
    BatchState withoutGate(Offer offer, String batchId, GateNotReady notReady) {
        if (notReady.isUnreachable()
                || !offer.campaign().status().isOver()
                || mayReachLedger(offer.item().ref())) {
            throw notReady;
        }
        return inLedger(offer, batchId).orElseGet(BatchState.Sealed::new);
    }

    /**
     * Whether the ledger may still hear of decisions it does not know. The gate journals before anybody learns of an
     * order, and entries leave the journal only for the ledger.
     */
    boolean mayReachLedger(ItemRef item) {
        if (gate.undrained(item) > 0) return true;
        Journal.Lag lag = journal.lag(List.of(item)).get(item);
        return lag != null && lag.dead() > 0;
    }
}
