package io.flashsale.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.rocketmq.common.message.Message;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbox_message}. */
record OutboxMessage(
        String eventId,
        String topic,
        String tag,
        String key,
        String payload,
        @Nullable Instant deliverAt,
        @Nullable String traceId,
        @Nullable String spanId) {

    Message toMessage() {
        Message message = new Message(topic, tag, key, payload.getBytes(StandardCharsets.UTF_8));
        message.putUserProperty(EventContext.EVENT_ID, eventId);
        message.putUserProperty(EventContext.SCHEMA, "1");
        if (traceId != null && !traceId.isBlank()) {
            message.putUserProperty(EventContext.TRACE_ID, traceId);
            if (spanId != null) {
                message.putUserProperty(EventContext.SPAN_ID, spanId);
            }
        }
        if (deliverAt != null) {
            message.setDeliverTimeMs(deliverAt.toEpochMilli());
        }
        return message;
    }
}
