package io.flashsale.order.messaging;

import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.flashsale.order.application.OrderAnnouncements;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Announcements through the outbox. */
@Component
class OutboxAnnouncements implements OrderAnnouncements {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

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

    /** One message for all orders that end within the same second: one per order would be most of the broker's work. */
    @Override
    public void wakeAtExpiry(List<Order> orders) {
        Map<Instant, List<Order>> bySecond =
                orders.stream().collect(Collectors.groupingBy(order -> secondAfter(order.payBefore())));
        events.publish(bySecond.entrySet().stream()
                .map(due -> new OutgoingEvent(
                        PaymentsDueMessage.TOPIC,
                        PaymentsDueMessage.TAG,
                        due.getValue().getFirst().id().toString(),
                        PaymentsDueMessage.of(due.getValue()),
                        due.getKey()))
                .toList());
    }

    private static Instant secondAfter(Instant time) {
        return time.plusNanos(NANOS_PER_SECOND - 1).truncatedTo(ChronoUnit.SECONDS);
    }
}
