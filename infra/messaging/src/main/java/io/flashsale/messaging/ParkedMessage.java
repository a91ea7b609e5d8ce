package io.flashsale.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code parked_message}.
 *
 * @param group the consumer group that could not handle it
 * @param message the message; its attempt is the number of deliveries so far, replays included
 * @param replayAt when it is replayed automatically; null if it waits for an operator
 * @param replaysLeft automatic replays still allowed
 * @param decidedBy who replayed or discarded it last, null if nobody did yet
 */
record ParkedMessage(
        long id,
        String group,
        Status status,
        InboundMessage message,
        String errorClass,
        @Nullable String errorMessage,
        Instant firstFailedAt,
        Instant lastFailedAt,
        Instant parkedAt,
        @Nullable Instant replayAt,
        int replaysLeft,
        @Nullable String note,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** What became of it. */
    enum Status {
        /** Had no effect yet. */
        PARKED,
        /** Was delivered again, with success. */
        REPLAYED,
        /** An operator decided that it shall have no effect. */
        DISCARDED
    }

    /** The message as the next delivery of it. */
    InboundMessage nextDelivery() {
        EventContext last = message.context();
        return new InboundMessage(
                new EventContext(
                        last.eventId(), last.topic(), last.tag(), last.key(), last.attempt() + 1, last.traceId()),
                message.schema(),
                message.body());
    }
}
