package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Reservation;
import java.util.List;

/** Tells the world about reservations the ledger had no units for, as part of the current transaction. */
public interface RejectedReservations {
    void announce(List<Reservation> rejected);
}
