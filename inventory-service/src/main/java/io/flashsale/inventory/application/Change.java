package io.flashsale.inventory.application;

/** What came of changing a reservation. */
public enum Change {
    DONE,
    /** It was changed before; nothing happened. */
    ALREADY,
    /** The ledger does not know it (yet): the journal may not have arrived. Ask again. */
    UNKNOWN_YET,
    /** A checkout claims it. Ask again when that is over. */
    CLAIMED,
    /** Its status does not allow the change, now or ever. */
    NOT_ALLOWED
}
