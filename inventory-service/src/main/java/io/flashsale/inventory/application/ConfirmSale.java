package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockLedger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@code HELD → SOLD}: the order is paid. Touches only rows of the order; the counters follow in bulk. */
@Component
public class ConfirmSale {
    private final Reservations reservations;
    private final StockLedger ledger;

    ConfirmSale(Reservations reservations, StockLedger ledger) {
        this.reservations = reservations;
        this.ledger = ledger;
    }

    @Transactional
    public Change confirm(String orderId) {
        boolean sold = reservations.sell(orderId);
        Reservation reservation = reservations.find(orderId).orElse(null);
        if (reservation == null) return Change.UNKNOWN_YET;
        if (!sold) return reservation.status() == ReservationStatus.SOLD ? Change.ALREADY : Change.NOT_ALLOWED;
        ledger.recordUncounted(reservation, EntryKind.SELL);
        return Change.DONE;
    }
}
