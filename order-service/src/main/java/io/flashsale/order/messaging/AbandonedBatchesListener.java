package io.flashsale.order.messaging;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.application.RecordPlacedOrders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Settles batches whose outcome the broker stopped asking for: nobody could tell for as long as it asked (15 times),
 * which takes no more than inventory-service being away for a minute or two. The broker puts such half messages into a
 * topic of its own, neither committed nor rolled back, while their reservations may hold stock.
 */
@Component
class AbandonedBatchesListener implements EventListener<OrderPlacingMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedBatchesListener.class);

    /** Where the broker puts half messages it has asked about often enough. */
    private static final String TOPIC = "TRANS_CHECK_MAX_TIME_TOPIC";

    private final StockGate gate;
    private final RecordPlacedOrders recordPlacedOrders;
    private final Counter abandoned;

    AbandonedBatchesListener(StockGate gate, RecordPlacedOrders recordPlacedOrders, MeterRegistry meters) {
        this.gate = gate;
        this.recordPlacedOrders = recordPlacedOrders;
        this.abandoned = Counter.builder("flashsale.purchase.check.backs")
                .tag("result", "abandoned")
                .register(meters);
    }

    @Override
    public Subscription<OrderPlacingMessage> subscription() {
        return new Subscription<>(
                TOPIC, OrderPlacingMessage.TAG, "order-service_settle-abandoned", OrderPlacingMessage.class);
    }

    /** Sealing a batch and storing its orders may both be repeated. */
    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public void on(OrderPlacingMessage placing, EventContext context) {
        Batch batch = placing.toBatch();
        boolean admitted = gate.seal(batch.item(), batch.batchId())
                .map(BatchVerdict::admitsAnyone)
                .orElse(false);
        if (admitted) {
            recordPlacedOrders.record(List.of(batch));
        }
        abandoned.increment();
        LOG.warn(
                "The broker had given up asking for batch {}: {}",
                batch.batchId(),
                admitted ? "its orders are stored" : "nobody was admitted");
    }
}
