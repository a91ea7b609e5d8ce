package io.flashsale.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A parked message as operators see it.
 *
 * @param group the consumer group that could not handle it
 * @param schema version of the payload's form
 * @param attempts deliveries so far, replays included
 * @param replayAt when it will be replayed automatically; absent if it waits for an operator
 * @param decidedBy who replayed or discarded it last; {@code timer} is the automatic replay
 * @param payload as it came; absent in lists
 * @param payloadEncoding {@code utf-8}, or {@code base64} if it is not text; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ParkedMessageResource(
        String id,
        ParkedMessage.Status status,
        String group,
        String eventId,
        String topic,
        @Nullable String tag,
        @Nullable String key,
        @Nullable String schema,
        @Nullable String traceId,
        String errorClass,
        @Nullable String errorMessage,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        Instant parkedAt,
        @Nullable Instant replayAt,
        int replaysLeft,
        @Nullable String note,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable String payload,
        @Nullable String payloadEncoding) {

    static ParkedMessageResource summary(ParkedMessage message) {
        return of(message, null, null);
    }

    static ParkedMessageResource full(ParkedMessage message) {
        byte[] body = message.message().body();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return of(message, text, "utf-8");
        } catch (CharacterCodingException e) {
            return of(message, Base64.getEncoder().encodeToString(body), "base64");
        }
    }

    private static ParkedMessageResource of(
            ParkedMessage parked, @Nullable String payload, @Nullable String payloadEncoding) {
        EventContext context = parked.message().context();
        return new ParkedMessageResource(
                Long.toString(parked.id()),
                parked.status(),
                parked.group(),
                context.eventId(),
                context.topic(),
                context.tag(),
                context.key(),
                parked.message().schema(),
                context.traceId(),
                parked.errorClass(),
                parked.errorMessage(),
                context.attempt(),
                parked.firstFailedAt(),
                parked.lastFailedAt(),
                parked.parkedAt(),
                parked.replayAt(),
                parked.replaysLeft(),
                parked.note(),
                parked.decidedBy(),
                parked.decidedAt(),
                parked.reason(),
                payload,
                payloadEncoding);
    }
}
