package io.flashsale.inventory.messaging;

import io.flashsale.inventory.application.RejectedReservations;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class PublishedRejections implements RejectedReservations {
    private static final String REASON = "rejected-by-ledger";

    private final EventPublisher publisher;

    PublishedRejections(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void announce(List<Reservation> rejected) {
        publisher.publish(rejected.stream()
                .map(reservation -> new OutgoingEvent(
                        "reservation-events",
                        "ReservationRejected",
                        reservation.orderId(),
                        new ReservationRejectedMessage(reservation.orderId(), REASON)))
                .toList());
    }
}
