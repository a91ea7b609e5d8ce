package io.flashsale.payment.application;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Rewards;

/** The services whose part a checkout needs. */
public interface CheckoutPeers {

    /** Looks an order up. */
    OrderLookup order(String orderId);

    /**
     * Tries the order's branch of the current global transaction.
     *
     * @throws CheckoutRefused if the order cannot be paid
     */
    void tryOrder(String orderId, String paymentId, Money amount);

    /**
     * Tries the reservation's branch of the current global transaction.
     *
     * @throws CheckoutRefused if the units are not held for the order any more
     */
    void tryReservation(String orderId);

    /**
     * Tries the rewards' branch of the current global transaction.
     *
     * @return what they are worth
     * @throws CheckoutRefused if the buyer does not have them
     */
    Rewards tryRewards(Payment payment);
}
