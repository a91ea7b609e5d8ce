package io.flashsale.payment.domain;

/** Where the money of a payment comes from. */
public enum PaymentMethod {
    /** The buyer's stored balance. */
    WALLET,
    /** The payment provider. */
    PROVIDER
}
