package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockLedger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * {@code SOLD → RELEASED}: the order is refunded. As a compensation it cannot fail for reasons of business: units that
 * are only held are released, and where nothing is held or sold there is nothing to do.
 */
@Component
public class ReturnStock {
    private final Reservations reservations;
    private final StockLedger ledger;
    private final ReleaseStock releaseStock;

    ReturnStock(Reservations reservations, StockLedger ledger, ReleaseStock releaseStock) {
        this.reservations = reservations;
        this.ledger = ledger;
        this.releaseStock = releaseStock;
    }

    @Transactional
    public Change giveBack(String orderId) {
        if (!reservations.takeBack(orderId)) return releaseStock.release(orderId);
        Reservation reservation = reservations
                .find(orderId)
                .orElseThrow(() -> new IllegalStateException("reservation " + orderId + " vanished"));
        ledger.recordUncounted(reservation, EntryKind.RETURN);
        return Change.DONE;
    }
}
