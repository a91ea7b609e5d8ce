package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import java.util.List;

/** Tells others about orders, as part of the current database transaction. */
public interface OrderAnnouncements {

    void announce(List<? extends OrderEvent> events);

    default void announce(OrderEvent event) {
        announce(List.of(event));
    }

    /** Asks to be woken when these orders' time to pay is over. A hint only; the sweep finds what it misses. */
    void wakeAtExpiry(List<Order> orders);
}
