package io.flashsale.messaging;

import io.flashsale.web.Spans;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * One consumer group of this service. Whatever arrives for it, from the broker or from the parking lot, is read and
 * handed to its listener here.
 */
final class Endpoint {

    private static final String KEY = "messageKey";

    /** A batch says where its first messages come from. */
    private static final int MOST_LINKS = 32;

    private final Subscription<?> subscription;
    private final int maxBatch;
    private final Spans spans;
    private final Consumer<List<InboundMessage>> listener;

    Endpoint(Subscription<?> subscription, int maxBatch, Spans spans, Consumer<List<InboundMessage>> listener) {
        this.spans = spans;
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
        EventContext first = messages.getFirst().context();
        List<String> senders = messages.stream()
                .map(InboundMessage::traceparent)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_LINKS)
                .toList();
        try (Spans.OnThread entered = spans.enter(
                Spans.Kind.CONSUMER,
                "process " + first.topic(),
                senders.isEmpty() ? null : senders.getFirst(),
                senders)) {
            entered.span()
                    .with("messaging.system", "rocketmq")
                    .with("messaging.consumer.group.name", group())
                    .with("messaging.batch.message_count", Integer.toString(messages.size()));
            MDC.put(KEY, first.key());
            listener.accept(messages);
        } finally {
            MDC.remove(KEY);
        }
    }
}
