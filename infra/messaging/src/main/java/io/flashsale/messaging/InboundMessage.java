package io.flashsale.messaging;

import io.flashsale.web.TraceId;
import java.time.Duration;
import java.util.Locale;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/** A message as it came in, not read yet: from the broker, or from the parking lot. */
final class InboundMessage {

    private final EventContext context;
    private final @Nullable String schema;
    private final byte[] body;
    private final @Nullable String spanId;
    private final long dueAtMillis;

    InboundMessage(EventContext context, @Nullable String schema, byte[] body) {
        this(context, schema, body, null, 0);
    }

    private InboundMessage(
            EventContext context, @Nullable String schema, byte[] body, @Nullable String spanId, long dueAtMillis) {
        this.dueAtMillis = dueAtMillis;
        this.context = context;
        this.schema = schema;
        this.body = body;
        this.spanId = spanId;
    }

    static InboundMessage of(MessageExt message) {
        return new InboundMessage(
                EventContext.of(message, message.getTopic(), message.getReconsumeTimes() + 1),
                message.getUserProperty(EventContext.SCHEMA),
                message.getBody(),
                message.getUserProperty(EventContext.SPAN_ID),
                dueAt(message));
    }

    /** When it was sent, or was to be delivered if that is later. */
    private static long dueAt(MessageExt message) {
        String deliverAt = message.getProperty(MessageConst.PROPERTY_TIMER_DELIVER_MS);
        return deliverAt == null ? message.getBornTimestamp() : Long.parseLong(deliverAt);
    }

    /** A message from a dead-letter topic, under the topic it was first sent to. */
    static InboundMessage ofDeadLetter(MessageExt message) {
        String origin = message.getProperty(MessageConst.PROPERTY_RETRY_TOPIC);
        return new InboundMessage(
                EventContext.of(message, origin == null ? message.getTopic() : origin, message.getReconsumeTimes()),
                message.getUserProperty(EventContext.SCHEMA),
                message.getBody());
    }

    /** The dead-letter topic of a consumer group. */
    static String deadLetterTopic(String group) {
        return MixAll.getDLQTopic(group);
    }

    /** The consumer group whose dead letters a topic holds. */
    static String deadLetterGroup(String topic) {
        return topic.substring(MixAll.DLQ_GROUP_TOPIC_PREFIX.length());
    }

    EventContext context() {
        return context;
    }

    /** Version of the payload's form, null if the sender did not say. */
    @Nullable String schema() {
        return schema;
    }

    /** Traceparent of the span that sent it, null if it came from none. */
    @Nullable String traceparent() {
        String traceId = context.traceId();
        if (traceId == null) {
            return null;
        }
        return spanId == null ? TraceId.parent(traceId) : TraceId.parent(traceId, spanId);
    }

    /** How late it is by now; null unless this is its first delivery. */
    @Nullable Duration delay() {
        return dueAtMillis == 0 || context.attempt() > 1
                ? null
                : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - dueAtMillis));
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s (attempt %d)", context.tag(), context.key(), context.attempt());
    }
}
