package io.flashsale.payment.application;

import io.flashsale.payment.domain.Money;
import java.time.Instant;

/** What order-service says of an order. */
public sealed interface OrderLookup {

    /**
     * The order is there.
     *
     * @param pending whether it waits for its payment
     * @param payBefore when it stops waiting
     */
    record Found(String orderId, String buyerId, Money amount, boolean pending, Instant payBefore)
            implements OrderLookup {}

    /** There is no such order. */
    record Unknown() implements OrderLookup {}

    /** The order was accepted a moment ago and cannot be read yet. */
    record NotYet() implements OrderLookup {}
}
