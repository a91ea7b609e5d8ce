package io.flashsale.order.domain;

/** Why an order was cancelled or is being refunded. */
public enum OrderReason {
    /** Not paid before its expiry. */
    TIMEOUT,
    /** The buyer cancelled it. */
    BUYER,
    /** The stock ledger refused the reservation. */
    REJECTED,
    /** The idempotency key already belongs to another order of the buyer. */
    KEY_REUSED,
    /** The buyer or an operator asked for the money back. */
    REQUESTED,
    /** Money arrived after the order was cancelled, and goes back. */
    LATE_PAYMENT,
    /** Money arrived after the time-out, stock was still left, and the order is paid after all. */
    REINSTATED,
    /** Money arrived twice for one order, and the second goes back. */
    EXTRA_PAYMENT,
    /** The captured amount is not the amount of the order, and goes back. */
    AMOUNT_MISMATCH
}
