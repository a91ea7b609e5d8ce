package io.flashsale.order.admission;

import java.util.Optional;

/**
 * Leases of worker ids. A grant is a worker id together with a span of time stamps that no other grant of that id
 * covers; whoever holds it may issue ids stamped inside the span, whatever the clocks of the processes say.
 */
public interface WorkerLeases {

    /** A free worker id, or empty when all are taken. */
    Optional<Grant> acquire(String owner);

    /** The same grant, reaching further; empty when it was given to someone else. */
    Optional<Grant> extend(Grant grant);

    /** Gives the worker id back; later grants begin after this time stamp. */
    void release(Grant grant, long lastIssuedMillis);

    /**
     * A leased worker id.
     *
     * @param workerId 0 to 1023
     * @param afterMillis ids are stamped later than this, in milliseconds since 1970
     * @param untilMillis ids are stamped no later than this
     */
    record Grant(int workerId, String owner, long afterMillis, long untilMillis) {}
}
