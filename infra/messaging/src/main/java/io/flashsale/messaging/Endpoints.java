package io.flashsale.messaging;

import io.flashsale.web.Spans;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** All consumer groups of this service, each made of a listener bean. */
final class Endpoints {

    private final Spans spans;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final ConsumedMessages consumed;
    private final Map<String, Endpoint> byGroup = new LinkedHashMap<>();

    /**
     * Takes the listeners in.
     *
     * @throws IllegalStateException if two of them share a group: each would get a part of the messages
     */
    Endpoints(
            JsonMapper json,
            TransactionTemplate transaction,
            ConsumedMessages consumed,
            List<EventListener<?>> listeners,
            List<BatchListener<?>> batchListeners,
            Spans spans) {
        this.spans = spans;
        this.json = json;
        this.transaction = transaction;
        this.consumed = consumed;
        listeners.forEach(listener -> add(one(listener)));
        batchListeners.forEach(listener -> add(many(listener)));
    }

    Collection<Endpoint> all() {
        return byGroup.values();
    }

    Optional<Endpoint> ofGroup(String group) {
        return Optional.ofNullable(byGroup.get(group));
    }

    private void add(Endpoint endpoint) {
        if (byGroup.put(endpoint.group(), endpoint) != null) {
            throw new IllegalStateException("Two listeners share the consumer group " + endpoint.group());
        }
    }

    private <T> Endpoint one(EventListener<T> listener) {
        Subscription<T> subscription = listener.subscription();
        return new Endpoint(
                subscription,
                1,
                spans,
                messages -> messages.forEach(message -> {
                    T payload = read(message, subscription);
                    EventContext context = message.context();
                    if (!listener.transactional()) {
                        listener.on(payload, context);
                        return;
                    }
                    transaction.executeWithoutResult(_ -> {
                        if (consumed.isNew(subscription.group(), context.eventId())) {
                            listener.on(payload, context);
                        }
                    });
                }));
    }

    private <T> Endpoint many(BatchListener<T> listener) {
        Subscription<T> subscription = listener.subscription();
        return new Endpoint(
                subscription,
                listener.maxBatch(),
                spans,
                messages -> listener.on(messages.stream()
                        .map(message -> new BatchListener.Received<>(read(message, subscription), message.context()))
                        .toList()));
    }

    private <T> T read(InboundMessage message, Subscription<T> subscription) {
        return json.readValue(message.body(), subscription.payloadType());
    }
}
