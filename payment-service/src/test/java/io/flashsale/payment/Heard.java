package io.flashsale.payment;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the broker delivered, as another service would read it. */
final class Heard implements EventListener<Heard.Captured> {

    private final List<Captured> captured = new CopyOnWriteArrayList<>();

    @Override
    public Subscription<Captured> subscription() {
        return new Subscription<>("payment-events", "PaymentCaptured", "payment-service_test", Captured.class);
    }

    @Override
    public void on(Captured payload, EventContext context) {
        captured.add(payload);
    }

    List<Captured> ofOrder(String orderId) {
        return captured.stream()
                .filter(event -> event.orderId().equals(orderId))
                .toList();
    }

    record Captured(
            String paymentId,
            String orderId,
            String buyerId,
            long amount,
            String currency,
            String method,
            @Nullable Long pointsDiscount,
            @Nullable Long couponDiscount) {
        Captured(String paymentId, String orderId, String buyerId, long amount, String currency, String method) {
            this(paymentId, orderId, buyerId, amount, currency, method, null, null);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        Heard heard() {
            return new Heard();
        }
    }
}
