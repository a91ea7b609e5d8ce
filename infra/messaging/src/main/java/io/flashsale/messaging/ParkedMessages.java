package io.flashsale.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of messages that wait for an operator, with all that is needed to understand and replay them. */
final class ParkedMessages {

    private static final int MAX_ERROR = 1_000;
    private static final String INSERT =
            "INSERT INTO parked_message (consumer_group, event_id, topic, tag, message_key, schema_version, payload,"
                    + " error_class, error_message, attempts, first_seen_at, trace_id)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;

    ParkedMessages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void park(String group, MessageExt message, RuntimeException cause) {
        EventContext context = EventContext.of(message);
        jdbc.update(
                INSERT,
                group,
                context.eventId(),
                context.topic(),
                context.tag(),
                context.key(),
                message.getUserProperty(EventContext.SCHEMA),
                new String(message.getBody(), StandardCharsets.UTF_8),
                cause.getClass().getName(),
                shortened(cause.getMessage()),
                context.attempt(),
                LocalDateTime.ofInstant(Instant.ofEpochMilli(message.getBornTimestamp()), ZoneOffset.UTC),
                context.traceId());
    }

    private static @Nullable String shortened(@Nullable String message) {
        return message == null || message.length() <= MAX_ERROR ? message : message.substring(0, MAX_ERROR);
    }
}
