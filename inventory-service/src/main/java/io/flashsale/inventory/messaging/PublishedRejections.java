package io.flashsale.inventory.messaging;

import io.flashsale.inventory.application.RejectedReservations;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class PublishedRejections implements RejectedReservations {
    private static final String REASON = "rejected-by-ledger";

    private final EventPublisher publisher;
    private final Counter rejections;

    PublishedRejections(EventPublisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.rejections = Counter.builder("flashsale.reservations.rejected")
                .description("reservations the gate admitted and the ledger had no units for")
                .register(meters);
    }

    @Override
    public void announce(List<Reservation> rejected) {
        rejections.increment(rejected.size());
        publisher.publish(rejected.stream()
                .map(reservation -> new OutgoingEvent(
                        "reservation-events",
                        "ReservationRejected",
                        reservation.orderId(),
                        new ReservationRejectedMessage(reservation.orderId(), REASON)))
                .toList());
    }
}
