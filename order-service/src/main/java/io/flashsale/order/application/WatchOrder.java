package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows a buyer one order, and waits for it to change. A waiting thread is parked and holds nothing, above all no
 * database connection.
 */
@Component
public class WatchOrder {

    private final FindOrder findOrder;
    private final OrderChanges changes;
    private final WatchProperties properties;

    WatchOrder(FindOrder findOrder, OrderChanges changes, WatchProperties properties) {
        this.findOrder = findOrder;
        this.changes = changes;
        this.properties = properties;
    }

    /** The order as it is, if it is this buyer's. */
    public Optional<OrderView> now(String buyerId, OrderId id) {
        return findOrder.ofBuyer(buyerId, id).map(findOrder::view);
    }

    /**
     * The order as soon as it is not one the caller knows, or as it is when the time is over. Does not wait when all
     * places are taken or the process is shutting down.
     *
     * @param isKnown tells by its tag whether the caller has seen a view
     */
    public Optional<OrderView> await(String buyerId, OrderId id, Predicate<OrderView> isKnown, Duration patience) {
        Optional<OrderView> view = now(buyerId, id);
        if (patience.isZero() || view.filter(isKnown).isEmpty()) {
            return view;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try (OrderChanges.Watch watch = changes.watch(id)) {
            do {
                view = now(buyerId, id);
                view.ifPresent(seen -> watch.saw(seen.version()));
            } while (view.filter(isKnown).isPresent() && watch.await(Duration.ofNanos(deadline - System.nanoTime())));
            return view;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return view;
        }
    }

    /**
     * Tells the listener about the order as it is, unless it knows that, and about every change from then on, until the
     * order is at rest, a minute or so has passed, all places are taken, or the process is shutting down.
     *
     * @param lastKnown tag of the view the listener saw last
     * @throws IOException what the listener throws when it is gone
     */
    public void follow(String buyerId, OrderId id, @Nullable String lastKnown, Listener listener) throws IOException {
        long deadline = System.nanoTime() + properties.streamFor().toNanos();
        String known = lastKnown;
        try (OrderChanges.Watch watch = changes.watch(id)) {
            while (true) {
                Optional<OrderView> view = now(buyerId, id);
                if (view.isEmpty()) {
                    return;
                }
                watch.saw(view.get().version());
                if (!view.get().tag().equals(known)) {
                    listener.changed(view.get());
                    known = view.get().tag();
                }
                if (view.get().isAtRest()) {
                    return;
                }
                while (!watch.await(properties.heartbeatEvery())) {
                    if (watch.isOver() || System.nanoTime() - deadline >= 0) {
                        return;
                    }
                    listener.stillThere();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears about an order. */
    public interface Listener {

        /** The order is another than it was. */
        void changed(OrderView view) throws IOException;

        /** Nothing happened for a while. */
        void stillThere() throws IOException;
    }
}
