package io.flashsale.order.admission;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The orders this instance accepted most recently, so that they can be shown before they are stored and retries be
 * answered without asking. Bounded: the oldest are forgotten, and the stock gate still knows them.
 */
public final class RecentAcceptances {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Accepted> inOrder = new ArrayDeque<>();
    private final Map<OrderId, Accepted> byId = new HashMap<>();
    private final Map<Key, Accepted> byKey = new HashMap<>();

    public RecentAcceptances(int capacity) {
        this.capacity = capacity;
    }

    public void add(Accepted accepted) {
        lock.lock();
        try {
            if (byId.putIfAbsent(accepted.orderId, accepted) != null) {
                return;
            }
            byKey.putIfAbsent(new Key(accepted.buyerId, accepted.idempotencyKey), accepted);
            inOrder.add(accepted);
            if (inOrder.size() > capacity) {
                Accepted oldest = inOrder.remove();
                byId.remove(oldest.orderId);
                byKey.remove(new Key(oldest.buyerId, oldest.idempotencyKey), oldest);
            }
        } finally {
            lock.unlock();
        }
    }

    public Optional<Accepted> find(OrderId id) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id));
        } finally {
            lock.unlock();
        }
    }

    public Optional<Accepted> find(String buyerId, String idempotencyKey) {
        lock.lock();
        try {
            return Optional.ofNullable(byKey.get(new Key(buyerId, idempotencyKey)));
        } finally {
            lock.unlock();
        }
    }

    /** What a shopper was promised. */
    public record Accepted(
            OrderId orderId,
            String buyerId,
            String idempotencyKey,
            String bodyHash,
            ItemKey item,
            int quantity,
            Money amount,
            Instant admittedAt,
            Instant payBefore) {}

    private record Key(String buyerId, String idempotencyKey) {}
}
