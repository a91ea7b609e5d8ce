package io.flashsale.payment.application;

/** The wallet's branch of a checkout. */
public interface WalletBranch {

    /** Sets the payment's amount aside in the current global transaction; a refusal leaves nothing behind. */
    Hold hold(String paymentId);

    /** What came of it. */
    enum Hold {
        HELD,
        INSUFFICIENT_FUNDS,
        /** Another payment pays the order. */
        ORDER_TAKEN,
        /** The payment is not waiting for its money. */
        NOT_INITIATED
    }
}
