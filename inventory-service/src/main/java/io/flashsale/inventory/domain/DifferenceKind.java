package io.flashsale.inventory.domain;

/** What may differ between the gate, the ledger and the orders. */
public enum DifferenceKind {
    /** The counters of the item are not the sums over its reservations. An operator decides. */
    COUNTERS,
    /** The gate shows other units than the ledger while nothing is under way. It is filled again. */
    GATE_AVAILABLE,
    /** The gate of a campaign on sale does not decide. Its repair is automatic anyway. */
    GATE_NOT_READY,
    /** A journal entry waits for the ledger for too long. An operator decides. */
    JOURNAL_STUCK,
    /** Journal entries were set aside. An operator decides. */
    JOURNAL_SET_ASIDE,
    /** Units are held long after the time to pay for an order nobody knows. They are released. */
    HELD_WITHOUT_ORDER,
    /** Units are held for an order that was cancelled or refunded. They are released. */
    HELD_FOR_ENDED_ORDER,
    /** Units are held for an order that is paid. They are sold. */
    HELD_FOR_PAID_ORDER,
    /** Units are held long after the time to pay for an order that is still open. An operator decides. */
    HELD_FOR_OPEN_ORDER
}
