package io.flashsale.messaging;

import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a received event besides its payload.
 *
 * @param eventId identity of the event; the same on every redelivery and every duplicate
 * @param topic where it came from
 * @param tag the event's name
 * @param key the business id it happened to
 * @param attempt 1 for the first delivery
 * @param traceId trace of the request that caused it, null if unknown
 */
public record EventContext(
        String eventId,
        String topic,
        @Nullable String tag,
        @Nullable String key,
        int attempt,
        @Nullable String traceId) {

    static final String EVENT_ID = "eventId";
    static final String SCHEMA = "schema";
    static final String TRACE_ID = "traceId";

    static EventContext of(MessageExt message) {
        String eventId = message.getUserProperty(EVENT_ID);
        return new EventContext(
                eventId == null ? message.getTags() + ":" + message.getKeys() : eventId,
                message.getTopic(),
                message.getTags(),
                message.getKeys(),
                message.getReconsumeTimes() + 1,
                message.getUserProperty(TRACE_ID));
    }
}
