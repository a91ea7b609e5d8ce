package io.flashsale.messaging;

/**
 * A bean of this kind handles events one by one. A throw means: deliver it again later, with growing delay, and park it
 * after {@code flashsale.messaging.max-attempts}. What cannot be read is parked at once.
 *
 * @param <T> type of the payload
 */
public interface EventListener<T> {

    /** What to listen to. */
    Subscription<T> subscription();

    /** Handles one event. */
    void on(T payload, EventContext context);

    /**
     * Whether the event's effect is one database transaction. Then {@link #on} runs inside it, together with the record
     * that the event was consumed, and duplicates never reach {@link #on}. Otherwise the listener is idempotent by
     * itself.
     */
    default boolean transactional() {
        return true;
    }
}
