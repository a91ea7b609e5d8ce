package io.flashsale.messaging;

import io.flashsale.web.Spans;
import io.flashsale.web.TraceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes events as part of the caller's database transaction: if it commits, the event reaches the broker at least
 * once, also after a crash; if it rolls back, there never was an event.
 */
public final class EventPublisher {

    private static final String INSERT =
            "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload, deliver_at, trace_id, span_id)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final OutboxRelay relay;

    EventPublisher(JdbcTemplate jdbc, JsonMapper json, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.json = json;
        this.relay = relay;
    }

    /**
     * Publishes one event.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void publish(OutgoingEvent event) {
        publish(List.of(event));
    }

    /**
     * Publishes several events with one statement.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void publish(Collection<OutgoingEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Events are published inside the transaction that makes them true");
        }
        if (events.isEmpty()) {
            return;
        }
        String traceId = MDC.get(TraceId.LOG_KEY);
        String spanId = MDC.get(Spans.SPAN_KEY);
        List<OutboxMessage> messages = new ArrayList<>(events.size());
        for (OutgoingEvent event : events) {
            messages.add(new OutboxMessage(
                    UUID.randomUUID().toString(),
                    event.topic(),
                    event.tag(),
                    event.key(),
                    json.writeValueAsString(event.payload()),
                    event.deliverAt(),
                    traceId,
                    spanId));
        }
        jdbc.batchUpdate(INSERT, messages, messages.size(), EventPublisher::bind);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.sendSoon(messages);
            }
        });
    }

    private static void bind(PreparedStatement row, OutboxMessage message) throws SQLException {
        row.setString(1, message.eventId());
        row.setString(2, message.topic());
        row.setString(3, message.tag());
        row.setString(4, message.key());
        row.setString(5, message.payload());
        row.setObject(
                6,
                message.deliverAt() == null
                        ? null
                        : message.deliverAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
        row.setString(7, message.traceId());
        row.setString(8, message.spanId());
    }
}
