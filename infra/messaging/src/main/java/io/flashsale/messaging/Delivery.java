package io.flashsale.messaging;

import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes messages from the broker to a listener: once, again later, or onto the parking lot. */
final class Delivery {

    /** Deliveries of one message before it is parked. */
    static final int MAX_ATTEMPTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final ConsumedMessages consumed;
    private final ParkedMessages parked;

    Delivery(JsonMapper json, TransactionTemplate transaction, ConsumedMessages consumed, ParkedMessages parked) {
        this.json = json;
        this.transaction = transaction;
        this.consumed = consumed;
        this.parked = parked;
    }

    <T> ConsumeConcurrentlyStatus one(
            EventListener<T> listener, MessageExt message, ConsumeConcurrentlyContext broker) {
        Subscription<T> subscription = listener.subscription();
        EventContext context = EventContext.of(message);
        return attempt(subscription.group(), List.of(message), broker, () -> {
            T payload = json.readValue(message.getBody(), subscription.payloadType());
            if (!listener.transactional()) {
                listener.on(payload, context);
                return;
            }
            transaction.executeWithoutResult(status -> {
                if (consumed.isNew(subscription.group(), context.eventId())) {
                    listener.on(payload, context);
                }
            });
        });
    }

    <T> ConsumeConcurrentlyStatus many(
            BatchListener<T> listener, List<MessageExt> messages, ConsumeConcurrentlyContext broker) {
        Subscription<T> subscription = listener.subscription();
        List<BatchListener.Received<T>> batch = new ArrayList<>(messages.size());
        for (MessageExt message : messages) {
            try {
                T payload = json.readValue(message.getBody(), subscription.payloadType());
                batch.add(new BatchListener.Received<>(payload, EventContext.of(message)));
            } catch (JacksonException e) {
                attempt(subscription.group(), List.of(message), broker, () -> {
                    throw e;
                });
            }
        }
        if (batch.isEmpty()) {
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        }
        return attempt(subscription.group(), messages, broker, () -> listener.on(batch));
    }

    private ConsumeConcurrentlyStatus attempt(
            String group, List<MessageExt> messages, ConsumeConcurrentlyContext broker, Runnable work) {
        EventContext first = EventContext.of(messages.getFirst());
        MDC.put("traceId", first.traceId());
        try {
            work.run();
            count(group, "consumed");
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        } catch (RuntimeException e) {
            boolean hopeless = e instanceof JacksonException || first.attempt() >= MAX_ATTEMPTS;
            if (hopeless && park(group, messages, e)) {
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            }
            LOG.info(
                    "{} will hear {} {} again (attempt {}): {}",
                    group,
                    first.tag(),
                    first.key(),
                    first.attempt(),
                    e.toString());
            count(group, "retried");
            // Broker levels 1..5 are 1 s, 5 s, 10 s, 30 s and 1 min.
            broker.setDelayLevelWhenNextConsume(Math.min(first.attempt(), MAX_ATTEMPTS - 1));
            return ConsumeConcurrentlyStatus.RECONSUME_LATER;
        } finally {
            MDC.remove("traceId");
        }
    }

    private boolean park(String group, List<MessageExt> messages, RuntimeException cause) {
        try {
            for (MessageExt message : messages) {
                park(group, message, cause);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error(
                    "{} can neither consume nor park {}",
                    group,
                    messages.getFirst().getKeys(),
                    e);
            return false;
        }
    }

    private void park(String group, MessageExt message, RuntimeException cause) {
        try {
            parked.park(group, message, cause);
        } catch (DuplicateKeyException e) {
            LOG.debug("{} was parked before", message.getKeys());
        }
        LOG.error("{} parked {} {} for an operator", group, message.getTags(), message.getKeys(), cause);
        count(group, "parked");
    }

    private static void count(String group, String result) {
        Metrics.counter("flashsale.messages", "group", group, "result", result).increment();
    }
}
