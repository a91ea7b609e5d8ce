package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks a held reservation as being paid by a checkout, so that it cannot be released underneath. */
@Component
public class ClaimForCheckout {
    private final Reservations reservations;

    ClaimForCheckout(Reservations reservations) {
        this.reservations = reservations;
    }

    @Transactional
    public Change claim(String orderId, String xid) {
        if (reservations.claim(orderId, xid)) return Change.DONE;
        Reservation reservation = reservations.find(orderId).orElse(null);
        if (reservation == null) return Change.UNKNOWN_YET;
        return reservation.status() == ReservationStatus.HELD ? Change.CLAIMED : Change.NOT_ALLOWED;
    }

    /** Gives up the claim; a claim that is not there is no error. */
    @Transactional
    public void unclaim(String orderId, String xid) {
        reservations.unclaim(orderId, xid);
    }
}
