package io.flashsale.order.messaging;

import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Announcements through the outbox. */
@Component
class OutboxAnnouncements implements OrderAnnouncements {

    private final EventPublisher events;

    OutboxAnnouncements(EventPublisher events) {
        this.events = events;
    }

    @Override
    public void announce(List<? extends OrderEvent> announced) {
        events.publish(announced.stream()
                .map(event -> new OutgoingEvent(
                        OrderMessage.TOPIC,
                        OrderMessage.tag(event),
                        event.order().id().toString(),
                        OrderMessage.of(event)))
                .toList());
    }

    @Override
    public void wakeAtExpiry(List<Order> orders) {
        events.publish(orders.stream()
                .map(order -> new OutgoingEvent(
                        PaymentDueMessage.TOPIC,
                        PaymentDueMessage.TAG,
                        order.id().toString(),
                        new PaymentDueMessage(order.id().toString()),
                        order.payBefore()))
                .toList());
    }
}
