package io.flashsale.messaging;

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

    InboundMessage(EventContext context, @Nullable String schema, byte[] body) {
        this.context = context;
        this.schema = schema;
        this.body = body;
    }

    static InboundMessage of(MessageExt message) {
        return new InboundMessage(
                EventContext.of(message, message.getTopic(), message.getReconsumeTimes() + 1),
                message.getUserProperty(EventContext.SCHEMA),
                message.getBody());
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

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s (attempt %d)", context.tag(), context.key(), context.attempt());
    }
}
