package io.flashsale.order.messaging;

import io.flashsale.messaging.BatchListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.application.RecordPlacedOrders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stores the orders of committed batches. */
@Component
class PlacedOrdersListener implements BatchListener<OrderPlacingMessage> {

    private static final int BATCHES_AT_ONCE = 16;
    private static final int CONCURRENCY = 2;

    private final RecordPlacedOrders recordPlacedOrders;
    private final Counter recorded;

    PlacedOrdersListener(RecordPlacedOrders recordPlacedOrders, MeterRegistry meters) {
        this.recordPlacedOrders = recordPlacedOrders;
        this.recorded = Counter.builder("flashsale.purchase.batches.recorded")
                .description("batches whose orders are stored, duplicates included")
                .register(meters);
    }

    @Override
    public Subscription<OrderPlacingMessage> subscription() {
        return new Subscription<>(
                OrderPlacingMessage.TOPIC, "*", "order-service_place-orders", OrderPlacingMessage.class, CONCURRENCY);
    }

    @Override
    public int maxBatch() {
        return BATCHES_AT_ONCE;
    }

    @Override
    public void on(List<Received<OrderPlacingMessage>> batch) {
        recordPlacedOrders.record(
                batch.stream().map(message -> message.payload().toBatch()).toList());
        recorded.increment(batch.size());
    }
}
