package io.flashsale.order.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the attempts under one key decided one after the other. Two clicks at once could otherwise be told different
 * things when the last unit goes, or comes back, between them.
 */
public final class Turns {

    private final ConcurrentMap<Key, Turn> taken = new ConcurrentHashMap<>();

    /** Waits for the attempts before this one; empty when patience ends first. */
    public Optional<Turn> take(String buyerId, String idempotencyKey, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Turn mine = new Turn(new Key(buyerId, idempotencyKey));
        for (Turn before = taken.putIfAbsent(mine.key, mine);
                before != null;
                before = taken.putIfAbsent(mine.key, mine)) {
            try {
                before.over.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a turn never fails", e);
            }
        }
        return Optional.of(mine);
    }

    private record Key(String buyerId, String idempotencyKey) {}

    /** The right to decide; given back when everybody has who holds it. */
    public final class Turn {
        private final Key key;
        private final AtomicInteger holders = new AtomicInteger(1);
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        private Turn(Key key) {
            this.key = key;
        }

        /** One more holder, who calls {@link #release} in its own time. */
        void share() {
            holders.incrementAndGet();
        }

        /** One holder less. */
        public void release() {
            if (holders.decrementAndGet() == 0) {
                taken.remove(key, this);
                over.complete(null);
            }
        }
    }
}
