package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockLedger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@code HELD → RELEASED}: the order will not be paid. The gate gets the units after the ledger counted them. */
@Component
public class ReleaseStock {
    private final Reservations reservations;
    private final StockLedger ledger;

    ReleaseStock(Reservations reservations, StockLedger ledger) {
        this.reservations = reservations;
        this.ledger = ledger;
    }

    @Transactional
    public Change release(String orderId) {
        boolean released = reservations.release(orderId);
        Reservation reservation = reservations.find(orderId).orElse(null);
        if (reservation == null) return Change.UNKNOWN_YET;
        if (released) {
            ledger.recordUncounted(reservation, EntryKind.RELEASE);
            return Change.DONE;
        }
        return switch (reservation.status()) {
            case HELD -> Change.CLAIMED;
            case RELEASED, REJECTED -> Change.ALREADY;
            case SOLD -> Change.NOT_ALLOWED;
        };
    }
}
