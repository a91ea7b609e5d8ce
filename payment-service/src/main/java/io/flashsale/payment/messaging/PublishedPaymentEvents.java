package io.flashsale.payment.messaging;

import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.flashsale.payment.domain.PaymentCaptured;
import io.flashsale.payment.domain.PaymentEvents;
import org.springframework.stereotype.Component;

@Component
class PublishedPaymentEvents implements PaymentEvents {

    private static final String TOPIC = "payment-events";

    private final EventPublisher publisher;

    PublishedPaymentEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void captured(PaymentCaptured event) {
        publisher.publish(
                new OutgoingEvent(TOPIC, "PaymentCaptured", event.orderId(), PaymentCapturedMessage.of(event)));
    }
}
