package io.flashsale.payment.domain;

/** Why a payment failed. */
public enum Failure {
    /** The wallet did not have enough. */
    INSUFFICIENT_FUNDS,
    /** The order was not waiting for a payment any more. */
    ORDER_NOT_PAYABLE,
    /** Somebody needed for the decision did not answer; the same request may be tried again. */
    UNAVAILABLE
}
