package io.flashsale.order.admission;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stock gate that is not asked again for verdicts this instance has just heard. A verdict never changes; it is handed
 * out once, to whoever stores the batch's orders, and the oldest are forgotten.
 */
public final class RememberedVerdicts implements StockGate {

    private final StockGate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, BatchVerdict> heard;

    /**
     * Remembers nothing yet.
     *
     * @param capacity verdicts remembered at most
     */
    public RememberedVerdicts(StockGate gate, int capacity) {
        this.gate = gate;
        this.heard = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, BatchVerdict> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public Reserved reserve(Batch batch) {
        Reserved reserved = gate.reserve(batch);
        if (reserved instanceof Reserved.Decided(BatchVerdict verdict) && verdict.admitsAnyone()) {
            lock.lock();
            try {
                heard.put(batch.batchId(), verdict);
            } finally {
                lock.unlock();
            }
        }
        return reserved;
    }

    @Override
    public Optional<BatchVerdict> verdictOf(ItemKey item, String batchId) {
        BatchVerdict known = take(batchId);
        return known != null ? Optional.of(known) : gate.verdictOf(item, batchId);
    }

    @Override
    public Optional<BatchVerdict> seal(ItemKey item, String batchId) {
        return gate.seal(item, batchId);
    }

    @Override
    public List<Answer> answers(ItemKey item, List<Attempt> attempts) {
        return gate.answers(item, attempts);
    }

    @Override
    public LiveSale live(String known, Duration patience) {
        return gate.live(known, patience);
    }

    private @Nullable BatchVerdict take(String batchId) {
        lock.lock();
        try {
            return heard.remove(batchId);
        } finally {
            lock.unlock();
        }
    }
}
