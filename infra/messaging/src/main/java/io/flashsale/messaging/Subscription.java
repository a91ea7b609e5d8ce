package io.flashsale.messaging;

/**
 * What a listener wants to hear.
 *
 * @param topic the topic
 * @param tag the event, or {@code *} for all of the topic
 * @param group consumer group, {@code <service>_<what-it-does>}
 * @param payloadType record the JSON payload is read into
 * @param concurrency how many events are handled at a time, 1 to 64
 */
public record Subscription<T>(String topic, String tag, String group, Class<T> payloadType, int concurrency) {

    private static final int USUAL_CONCURRENCY = 8;

    /** A subscription that handles a few events at a time. */
    public Subscription(String topic, String tag, String group, Class<T> payloadType) {
        this(topic, tag, group, payloadType, USUAL_CONCURRENCY);
    }
}
