package io.flashsale.messaging;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * One consumer group of this service. Whatever arrives for it, from the broker or from the parking lot, is read and
 * handed to its listener here.
 */
final class Endpoint {

    private static final String TRACE_ID = "traceId";

    private final Subscription<?> subscription;
    private final int maxBatch;
    private final Consumer<List<InboundMessage>> listener;

    Endpoint(Subscription<?> subscription, int maxBatch, Consumer<List<InboundMessage>> listener) {
        this.subscription = subscription;
        this.maxBatch = maxBatch;
        this.listener = listener;
    }

    Subscription<?> subscription() {
        return subscription;
    }

    String group() {
        return subscription.group();
    }

    int maxBatch() {
        return maxBatch;
    }

    /** Returns normally if the messages had their effect, now or before. */
    void handle(List<InboundMessage> messages) {
        MDC.put(TRACE_ID, messages.getFirst().context().traceId());
        try {
            listener.accept(messages);
        } finally {
            MDC.remove(TRACE_ID);
        }
    }
}
