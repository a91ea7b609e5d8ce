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
        /** The gateway answers 500 before it does anything. */
        FAIL_REQUEST
    }
}
