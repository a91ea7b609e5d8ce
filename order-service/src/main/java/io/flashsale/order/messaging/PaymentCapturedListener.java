package io.flashsale.order.messaging;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.application.RecordPayment;
import io.flashsale.order.domain.OrderId;
import org.springframework.stereotype.Component;

/** Pays the order, or sends the money back. */
@Component
class PaymentCapturedListener implements EventListener<PaymentCapturedMessage> {

    private final RecordPayment recordPayment;

    PaymentCapturedListener(RecordPayment recordPayment) {
        this.recordPayment = recordPayment;
    }

    @Override
    public Subscription<PaymentCapturedMessage> subscription() {
        return new Subscription<>(
                PaymentCapturedMessage.TOPIC,
                PaymentCapturedMessage.TAG,
                "order-service_fulfil-orders",
                PaymentCapturedMessage.class);
    }

    @Override
    public void on(PaymentCapturedMessage captured, EventContext context) {
        recordPayment.captured(OrderId.parse(captured.orderId()), captured.paymentId(), captured.tender());
    }
}
