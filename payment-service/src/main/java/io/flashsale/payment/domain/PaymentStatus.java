package io.flashsale.payment.domain;

/**
 * Where a payment stands. Money moves INITIATED → AUTHORISED → CAPTURED from a wallet, and INITIATED → CAPTURED at the
 * provider, where even a CLOSED payment can still be captured: money that arrived is never denied.
 */
public enum PaymentStatus {
    /** Asked for; no money has moved. */
    INITIATED,
    /** The wallet holds the amount; the checkout is being decided. */
    AUTHORISED,
    /** The money is ours. */
    CAPTURED,
    /** No money moved, and none will unless the payment is tried again. */
    FAILED,
    /** The provider closed the trade unpaid. */
    CLOSED
}
