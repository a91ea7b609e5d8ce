package io.flashsale.order.admission;

import io.flashsale.order.domain.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time-sorted 64-bit order ids: 41 bits of milliseconds since 2026, 10 bits of leased worker id, 12 bits of sequence.
 * Ids are unique across processes because a time stamp is only used inside the span of the worker's grant; when the
 * grant cannot be extended in time, no ids are issued.
 */
public final class OrderIds {

    static final long EPOCH_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int WORKER_BITS = 10;
    private static final int SEQUENCE_BITS = 12;
    private static final int MAX_SEQUENCE = (1 << SEQUENCE_BITS) - 1;

    private final WorkerLeases leases;
    private final Clock clock;
    private final String owner;
    private final ReentrantLock lock = new ReentrantLock();
    private WorkerLeases.@Nullable Grant grant;
    private long lastMillis;
    private int sequence;

    /**
     * Holds no lease yet.
     *
     * @param owner unique to this process, even among processes of one host
     */
    public OrderIds(WorkerLeases leases, Clock clock, String owner) {
        this.leases = leases;
        this.clock = clock;
        this.owner = owner;
    }

    /** When an id was stamped, to the millisecond. */
    public static Instant issuedAt(OrderId id) {
        return Instant.ofEpochMilli((id.value() >> (WORKER_BITS + SEQUENCE_BITS)) + EPOCH_MILLIS);
    }

    /** A new id, or empty while no worker id is leased. */
    public Optional<OrderId> next() {
        lock.lock();
        try {
            if (grant == null) {
                return Optional.empty();
            }
            long millis = Math.max(Math.max(clock.millis(), lastMillis), grant.afterMillis() + 1);
            if (millis == lastMillis && sequence == MAX_SEQUENCE) {
                millis++;
            }
            if (millis > grant.untilMillis()) {
                return Optional.empty();
            }
            sequence = millis == lastMillis ? sequence + 1 : 0;
            lastMillis = millis;
            return Optional.of(new OrderId(((millis - EPOCH_MILLIS) << (WORKER_BITS + SEQUENCE_BITS))
                    | ((long) grant.workerId() << SEQUENCE_BITS)
                    | sequence));
        } finally {
            lock.unlock();
        }
    }

    /** Leases a worker id, or extends the lease held; to be called several times within the span of a grant. */
    public void keepLease() {
        WorkerLeases.Grant held = held();
        Optional<WorkerLeases.Grant> extended = held == null ? Optional.empty() : leases.extend(held);
        WorkerLeases.Grant next = extended.or(() -> leases.acquire(owner)).orElse(null);
        boolean sameWorker = extended.isPresent();
        lock.lock();
        try {
            if (!sameWorker) {
                lastMillis = 0;
                sequence = 0;
            }
            grant = next;
        } finally {
            lock.unlock();
        }
    }

    /** Stops issuing ids and gives the worker id back. */
    public void giveUp() {
        WorkerLeases.Grant held;
        long last;
        lock.lock();
        try {
            held = grant;
            grant = null;
            last = held == null ? 0 : Math.max(lastMillis, held.afterMillis());
        } finally {
            lock.unlock();
        }
        if (held != null) {
            leases.release(held, last);
        }
    }

    private WorkerLeases.@Nullable Grant held() {
        lock.lock();
        try {
            return grant;
        } finally {
            lock.unlock();
        }
    }
}
