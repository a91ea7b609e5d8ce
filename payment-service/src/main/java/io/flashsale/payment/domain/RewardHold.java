package io.flashsale.payment.domain;

/** Where the rewards of a payment at the provider stand. A wallet's are held by the checkout's own transaction. */
public enum RewardHold {
    /** reward-service is being asked; it may or may not hold them. */
    ASKED,
    /** Held for this payment. */
    HELD,
    /** The money is here: they are to be spent. */
    CONFIRMING,
    CONFIRMED,
    /** The payment is over: they are to go back. */
    CANCELLING,
    CANCELLED
}
