package io.flashsale.payment.application;

/** What became of a notification. */
public enum NotificationVerdict {
    /** Genuine, but the provider could not be asked yet. */
    UNDECIDED,
    /** Believed: the payment is captured. */
    ACCEPTED,
    /** Genuine, and not about a payment. */
    IGNORED,
    MALFORMED,
    WRONG_SIGNATURE,
    WRONG_ADDRESSEE,
    STALE,
    UNKNOWN_PAYMENT,
    WRONG_AMOUNT,
    /** The provider, asked again, does not know of the money. */
    DENIED_BY_PROVIDER
}
