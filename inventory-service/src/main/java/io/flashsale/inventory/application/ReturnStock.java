package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockLedger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

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

    /**
     * Some of an order's sold units come back, while others stay sold.
     *
     * @param returnId the same one counts once
     */
    @Transactional
    public Change giveSomeBack(String orderId, String returnId, int units) {
        Reservation reservation = reservations.find(orderId).orElse(null);
        if (reservation == null) return Change.UNKNOWN_YET;
        // The update first: it makes whoever brings the same return at the same time wait for this one's entry.
        boolean taken = reservations.takeSomeBack(orderId, units);
        boolean recorded = taken && ledger.recordReturn(reservation, returnId, units);
        if (recorded) return Change.DONE;
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return ledger.knowsReturn(orderId, returnId) ? Change.ALREADY : Change.NOT_ALLOWED;
    }
}
