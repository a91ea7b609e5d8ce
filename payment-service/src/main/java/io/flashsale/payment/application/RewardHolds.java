package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Rewards;

/** Rewards held for payments at the provider, without a global transaction. Every call may be repeated. */
public interface RewardHolds {

    /**
     * Holds what the payment wants to spend.
     *
     * @return what it is worth
     * @throws CheckoutRefused if the buyer does not have it
     */
    Rewards hold(Payment payment);

    /** Spends what is held. */
    void confirm(String paymentId);

    /** Gives back what is held, or keeps it from being held any more. */
    void cancel(String paymentId);
}
