package io.flashsale.reward.points;

import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Topic {@code reward-events}: what other services are told, as part of the transaction that moves the points. */
@Component
class RewardEvents {

    private static final String TOPIC = "reward-events";

    private final EventPublisher publisher;

    RewardEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void granted(String orderId, String buyerId, long points, Instant at) {
        publisher.publish(
                new OutgoingEvent(TOPIC, "PointsGranted", orderId, new PointsMessage(orderId, buyerId, points, at)));
    }

    void reversed(String orderId, String buyerId, long points, Instant at) {
        publisher.publish(
                new OutgoingEvent(TOPIC, "PointsReversed", orderId, new PointsMessage(orderId, buyerId, points, at)));
    }

    /**
     * {@code PointsGranted} and {@code PointsReversed} on the wire, schema 1.
     *
     * @param points granted or taken back, not negative
     */
    record PointsMessage(String orderId, String buyerId, long points, Instant at) {}
}
