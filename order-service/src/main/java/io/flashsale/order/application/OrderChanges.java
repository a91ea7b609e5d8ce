package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Wakes threads of this process that wait for an order to change. A hint only: whoever is woken looks at the order
 * again, and changes made by other instances are noticed by {@link RecheckWatchedOrders}.
 */
@Component
public class OrderChanges implements SmartLifecycle {

    private final Semaphore places;
    private final Map<OrderId, Set<Watch>> watched = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    OrderChanges(WatchProperties properties, MeterRegistry meters) {
        this.places = new Semaphore(properties.places());
        Gauge.builder("flashsale.orders.watches", watched, OrderChanges::count)
                .description("requests that wait for an order to change")
                .register(meters);
    }

    /** These orders changed. Inside a database transaction this takes effect after its commit. */
    public void changed(Collection<OrderId> ids) {
        AfterCommit.run(() -> ring(ids));
    }

    /** Begins to watch an order: no change committed from now on goes unnoticed. When all places are taken, it is over. */
    Watch watch(OrderId id) {
        Watch watch = new Watch(id, places.tryAcquire());
        if (watch.admitted) {
            watched.compute(id, (_, others) -> {
                Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                all.add(watch);
                return all;
            });
        }
        return watch;
    }

    /** The orders that are being watched. */
    List<OrderId> watched() {
        return List.copyOf(watched.keySet());
    }

    /** Wakes those who have not seen this version of the order. */
    void ringUnlessSeen(OrderId id, int version) {
        for (Watch watch : watched.getOrDefault(id, Set.of())) {
            if (watch.seen != version) {
                watch.rung.release();
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends every watch, so that nobody has to be waited for. In the first phase of a shutdown. */
    @Override
    public void stop() {
        running = false;
        ring(watched.keySet());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void ring(Collection<OrderId> ids) {
        if (watched.isEmpty()) {
            return;
        }
        for (OrderId id : ids) {
            for (Watch watch : watched.getOrDefault(id, Set.of())) {
                watch.rung.release();
            }
        }
    }

    private static double count(Map<OrderId, Set<Watch>> watched) {
        return watched.values().stream().mapToInt(Set::size).sum();
    }

    /** One thread's eye on one order. */
    final class Watch implements AutoCloseable {
        private final OrderId id;
        private final boolean admitted;
        private final Semaphore rung = new Semaphore(0);
        private volatile int seen = -1;

        private Watch(OrderId id, boolean admitted) {
            this.id = id;
            this.admitted = admitted;
        }

        /** There was no place for it, or the process is shutting down: nothing is to be waited for. */
        boolean isOver() {
            return !admitted || !running;
        }

        /** The version its thread looked at last. */
        void saw(int version) {
            seen = version;
        }

        /** Waits until the order may have changed; false when nothing happened in that time. */
        boolean await(Duration patience) throws InterruptedException {
            boolean woken = !isOver() && rung.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            rung.drainPermits();
            return woken;
        }

        @Override
        public void close() {
            if (admitted) {
                watched.computeIfPresent(id, (_, all) -> {
                    all.remove(this);
                    return all.isEmpty() ? null : all;
                });
                places.release();
            }
        }
    }
}
