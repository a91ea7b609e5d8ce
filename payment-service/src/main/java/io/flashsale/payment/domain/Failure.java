package io.flashsale.payment.domain;

/** Why a payment failed. */
public enum Failure {
    /** The wallet did not have enough. */
    INSUFFICIENT_FUNDS,
    /** The order was not waiting for a payment any more. */
    ORDER_NOT_PAYABLE,
    /** The buyer does not have that many points. */
    INSUFFICIENT_POINTS,
    /** So many points cannot pay for this order. */
    POINTS_OVER_LIMIT,
    /** The coupon is spent, expired, somebody else's, or not for this order. */
    COUPON_NOT_USABLE,
    /** Points and coupon pay for everything: nothing is left to pay at the provider. */
    NOTHING_TO_PAY,
    /** Somebody needed for the decision did not answer; the same request may be tried again. */
    UNAVAILABLE
}
