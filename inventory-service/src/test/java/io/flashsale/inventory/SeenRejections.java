package io.flashsale.inventory;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands where order-service listens for rejections. */
public class SeenRejections implements EventListener<SeenRejections.Rejected> {
    /** What a listener reads of the event. */
    public record Rejected(String orderId, String reason) {}

    private final Map<String, Rejected> seen = new ConcurrentHashMap<>();

    @Override
    public Subscription<Rejected> subscription() {
        return new Subscription<>("reservation-events", "ReservationRejected", "test_see-rejections", Rejected.class);
    }

    @Override
    public void on(Rejected rejected, EventContext context) {
        seen.put(rejected.orderId(), rejected);
    }

    /** Orders that were rejected. */
    public Set<String> orders() {
        return Set.copyOf(seen.keySet());
    }
}
