package io.flashsale.provider;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults on demand: each one strikes the next n times it could. */
final class Faults {

    private final Map<Fault, AtomicInteger> pending = new EnumMap<>(Fault.class);

    Faults() {
        for (Fault fault : Fault.values()) {
            pending.put(fault, new AtomicInteger());
        }
    }

    void plan(Fault fault, int times) {
        counter(fault).set(times);
    }

    boolean strikes(Fault fault) {
        return counter(fault).getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private AtomicInteger counter(Fault fault) {
        AtomicInteger counter = pending.get(fault);
        if (counter == null) {
            throw new IllegalStateException(fault.name());
        }
        return counter;
    }

    /** What can be made to go wrong. */
    enum Fault {
        /** The notification is never sent, not even later. */
        LOSE_NOTIFICATION,
        /** The notification is sent a second time after it was acknowledged. */
        REPEAT_NOTIFICATION,
        /** The refund is booked, and its answer lost. */
        LOSE_REFUND_ANSWER,
        /** The notification comes, with a signature that does not hold; a right one follows as the next attempt. */
        FORGE_NOTIFICATION,
        /** The notification comes with another amount under a right signature; a right one follows as the next attempt. */
        MISSTATE_NOTIFICATION,
        /** The notification waits until another trade's has been sent. */
        DELAY_NOTIFICATION,
        /** The gateway answers 500 before it does anything. */
        FAIL_REQUEST,
        /** The gateway answers 500 to every second request before it does anything. */
        BROWN_OUT,
        /** The gateway does what it is asked and answers seconds later, after everybody's patience. */
        ANSWER_LATE,
        /** The buyer's payment is booked, and the cashier's answer and the notification are lost. */
        LOSE_PAYMENT_ANSWER,
        /** Refunds are answered with a system error before anything is booked. */
        FAIL_REFUND,
        /** The next statement has no line for its first payment. */
        STATEMENT_OMITS,
        /** The next statement has a payment nobody made. */
        STATEMENT_INVENTS,
        /** The next statement has another amount for its last payment. */
        STATEMENT_MISSTATES
    }
}
