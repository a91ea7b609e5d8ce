package io.flashsale.inventory.domain;

/** {@code HELD → SOLD → RELEASED}, {@code HELD → RELEASED}; {@code REJECTED} when the ledger had no units for it. */
public enum ReservationStatus {
    HELD,
    SOLD,
    RELEASED,
    REJECTED
}
