package io.flashsale.messaging;

import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a received event besides its payload.
 *
 * @param eventId identity of the event; the same on every redelivery, every duplicate and every replay
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
    static final String SPAN_ID = "spanId";

    /** What the tables of this library hold. */
    private static final int MAX_EVENT_ID = 64;

    static EventContext of(MessageExt message, String topic, int attempt) {
        String eventId = message.getUserProperty(EVENT_ID);
        // Every event of ours has an id. What a stranger sent is told apart by the id the sending client gave it, which
        // redeliveries keep; its tag and key could be those of another event.
        boolean usable = eventId != null && !eventId.isEmpty() && eventId.length() <= MAX_EVENT_ID;
        return new EventContext(
                usable ? eventId : message.getMsgId(),
                topic,
                message.getTags(),
                message.getKeys(),
                attempt,
                message.getUserProperty(TRACE_ID));
    }
}
