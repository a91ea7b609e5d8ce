package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockGate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Reservations that the gate made and forgot before the ledger heard of them, as when Redis lost the end of its file.
 * The order is the only witness left. Its reservation is recorded as rejected, because the ledger never held anything
 * for it; should the journal entry turn up after all, the ledger keeps what it has.
 */
@Component
public class ForgottenReservations {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenReservations.class);

    private final StockGate gate;
    private final Journal journal;
    private final LiveCampaigns live;
    private final Reservations reservations;
    private final Counter forgotten;

    ForgottenReservations(
            StockGate gate, Journal journal, LiveCampaigns live, Reservations reservations, MeterRegistry meters) {
        this.gate = gate;
        this.journal = journal;
        this.live = live;
        this.reservations = reservations;
        this.forgotten = Counter.builder("flashsale.reservations.forgotten")
                .description("Reservations the gate lost before the ledger heard of them; any is an alarm")
                .register(meters);
    }

    /** What an order says the gate promised. */
    public record Promise(
            String orderId,
            String buyerId,
            long campaignId,
            String sku,
            int quantity,
            String batchId,
            String idempotencyKey,
            Instant admittedAt) {}

    /** Records the reservation if it is certain that the ledger will never hear of it; answers whether it was. */
    public boolean record(Promise promise) {
        ItemRef item = live.offer(promise.campaignId(), promise.sku()).item().ref();
        // The gate journals before anybody learns of an order, and entries leave the journal only for the ledger.
        if (gate.undrained(item) > 0 || hasEntriesSetAside(item)) return false;
        try {
            reservations.add(List.of(new Reservation(
                    item,
                    promise.batchId(),
                    new Attempt(promise.orderId(), promise.buyerId(), promise.idempotencyKey(), "", promise.quantity()),
                    ReservationStatus.REJECTED,
                    null,
                    promise.admittedAt(),
                    0)));
        } catch (DuplicateKeyException e) {
            // It has arrived since this transaction began to look.
            return false;
        }
        forgotten.increment();
        LOG.error("The gate has forgotten what it promised order {}; recorded as rejected.", promise.orderId());
        return true;
    }

    private boolean hasEntriesSetAside(ItemRef item) {
        Journal.Lag lag = journal.lag(List.of(item)).get(item);
        return lag != null && lag.dead() > 0;
    }
}
