package io.flashsale.payment.domain;

/** All wallets, with an append-only entry per change. */
public interface Wallets {

    /** The buyer's wallet, empty if there is none. */
    Wallet of(String buyerId);

    /** Sets the amount aside for a payment; false if the balance does not cover it. */
    boolean hold(Payment payment, String holder);

    /**
     * Spends what is held.
     *
     * @return the amount
     * @throws IllegalStateException if this holder holds nothing for the payment
     */
    long capture(Payment payment, String holder);

    /**
     * Gives back what is held.
     *
     * @throws IllegalStateException if this holder holds nothing for the payment
     */
    void release(Payment payment, String holder);

    /** Credits a refund; the reference must be new. */
    void refund(String buyerId, Money amount, String refundId);

    /** Credits a top-up; false if the reference was credited before. */
    boolean topUp(String buyerId, Money amount, String reference);
}
