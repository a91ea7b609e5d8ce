package io.flashsale.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, to be told to other services.
 *
 * @param topic topic of the aggregate, no dots
 * @param tag the event in the past tense, for example {@code OrderCancelled}
 * @param key the business id it happened to
 * @param payload a record, written as JSON
 * @param deliverAt not to be delivered before this time; null for at once
 */
public record OutgoingEvent(
        String topic,
        String tag,
        String key,
        Object payload,
        @Nullable Instant deliverAt) {

    /** An event to be delivered at once. */
    public OutgoingEvent(String topic, String tag, String key, Object payload) {
        this(topic, tag, key, payload, null);
    }
}
