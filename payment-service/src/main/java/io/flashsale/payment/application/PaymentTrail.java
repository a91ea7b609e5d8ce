package io.flashsale.payment.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done about the money of an order. */
public interface PaymentTrail {

    /** Oldest first; empty for an order nobody tried to pay. */
    List<Entry> ofOrder(String orderId);

    /**
     * One thing that happened.
     *
     * @param what in capitals, such as {@code CAPTURED}
     */
    record Entry(Instant at, String what, @Nullable String detail) {}
}
