package io.flashsale.messaging;

import io.flashsale.messaging.ParkedMessage.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table of messages that could not be handled. Every change of a row is a compare-and-set, because several instances
 * and several operators share the table. Times are the database's.
 */
final class ParkedMessages {

    /** How long a replay may take before another one may be tried. Listeners are idempotent, so this bounds waste only. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private static final String NOW = "UTC_TIMESTAMP(3)";
    private static final String UNCLAIMED =
            " AND status = 'PARKED' AND (claimed_until IS NULL OR claimed_until <= " + NOW + ")";

    /** A replayed message that fails again waits again; a discarded one stays discarded. */
    private static final String INSERT =
            "INSERT INTO parked_message (consumer_group, event_id, topic, tag, message_key, schema_version, payload,"
                    + " trace_id, error_class, error_message, attempts, first_failed_at, last_failed_at, parked_at,"
                    + " replays_left, replay_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + NOW + ", " + NOW + ", ?, " + NOW
                    + " + INTERVAL ? MICROSECOND)"
                    + " ON DUPLICATE KEY UPDATE error_class = VALUES(error_class),"
                    + " error_message = VALUES(error_message), last_failed_at = VALUES(last_failed_at),"
                    + " attempts = attempts + VALUES(attempts),"
                    + " replays_left = IF(status = 'REPLAYED', VALUES(replays_left), replays_left),"
                    + " replay_at = IF(status = 'REPLAYED', VALUES(replay_at), replay_at),"
                    + " status = IF(status = 'REPLAYED', 'PARKED', status)";

    private static final String COLUMNS =
            "SELECT id, consumer_group, status, event_id, topic, tag, message_key, attempts, trace_id, schema_version,"
                    + " error_class, error_message, first_failed_at, last_failed_at, parked_at, replay_at,"
                    + " replays_left, note, decided_by, decided_at, reason";

    private final JdbcTemplate jdbc;

    ParkedMessages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Parks a message, or writes the new failure to its row if the group has parked it before.
     *
     * @param replays automatic replays it may have
     * @param replayIn time until the first of them, null for none
     */
    void park(
            String group,
            InboundMessage message,
            Failure failure,
            Instant firstFailedAt,
            int replays,
            @Nullable Duration replayIn) {
        EventContext context = message.context();
        jdbc.update(
                INSERT,
                shortened(group, 64),
                context.eventId(),
                shortened(context.topic(), 64),
                shortened(context.tag(), 64),
                shortened(context.key(), 128),
                shortened(message.schema(), 8),
                message.body(),
                shortened(context.traceId(), 32),
                shortened(failure.errorClass(), 255),
                shortened(failure.message(), 1_000),
                context.attempt(),
                LocalDateTime.ofInstant(firstFailedAt, ZoneOffset.UTC),
                replays,
                micros(replayIn));
    }

    Optional<ParkedMessage> find(long id) {
        return jdbc.query(COLUMNS + ", payload FROM parked_message WHERE id = ?", ParkedMessages::read, id).stream()
                .findFirst();
    }

    /**
     * Which rows to list.
     *
     * @param beforeId only older rows than this one
     */
    record Filter(
            @Nullable Status status,
            @Nullable String topic,
            @Nullable Instant since,
            @Nullable Long beforeId) {}

    /** The newest rows that match, newest first, without their payloads. */
    List<ParkedMessage> newest(Filter filter, int limit) {
        StringBuilder sql = new StringBuilder(COLUMNS).append(", '' FROM parked_message WHERE TRUE");
        List<Object> values = new ArrayList<>();
        if (filter.status() != null) {
            sql.append(" AND status = ?");
            values.add(filter.status().name());
        }
        if (filter.topic() != null) {
            sql.append(" AND topic = ?");
            values.add(filter.topic());
        }
        if (filter.since() != null) {
            sql.append(" AND parked_at >= ?");
            values.add(LocalDateTime.ofInstant(filter.since(), ZoneOffset.UTC));
        }
        if (filter.beforeId() != null) {
            sql.append(" AND id < ?");
            values.add(filter.beforeId());
        }
        values.add(limit);
        return jdbc.query(sql.append(" ORDER BY id DESC LIMIT ?").toString(), ParkedMessages::read, values.toArray());
    }

    /** Takes a parked message for one replay; false if it is not parked or somebody else has it. */
    boolean claim(long id, String who, String why) {
        return jdbc.update(
                        "UPDATE parked_message SET claimed_until = " + NOW + " + INTERVAL ? MICROSECOND,"
                                + " decided_by = ?, decided_at = " + NOW + ", reason = ? WHERE id = ?" + UNCLAIMED,
                        micros(CLAIM),
                        shortened(who, 128),
                        why,
                        id)
                == 1;
    }

    /**
     * A message whose automatic replay is due.
     *
     * @param replaysLeft including this one
     */
    record Due(long id, String group, int replaysLeft) {}

    /** Messages that are due and that nobody holds, longest due first. */
    List<Due> due(int limit) {
        return jdbc.query(
                "SELECT id, consumer_group, replays_left FROM parked_message WHERE replay_at <= " + NOW + UNCLAIMED
                        + " ORDER BY replay_at LIMIT ?",
                (row, _) -> new Due(row.getLong(1), row.getString(2), row.getInt(3)),
                limit);
    }

    /**
     * Takes a due message for an automatic replay and writes the next one down at once, so that even a message that
     * kills its process comes to an end.
     *
     * @param next time until the next automatic replay, null if this is the last
     */
    boolean claim(Due due, @Nullable Duration next) {
        return jdbc.update(
                        "UPDATE parked_message SET claimed_until = " + NOW + " + INTERVAL ? MICROSECOND,"
                                + " replays_left = ?, replay_at = " + NOW + " + INTERVAL ? MICROSECOND,"
                                + " decided_by = 'timer', decided_at = " + NOW + ", reason = 'transient failure'"
                                + " WHERE id = ? AND replays_left = ? AND replay_at <= " + NOW + UNCLAIMED,
                        micros(CLAIM),
                        due.replaysLeft() - 1,
                        micros(next),
                        due.id(),
                        due.replaysLeft())
                == 1;
    }

    /** The replay succeeded. */
    void replayed(long id) {
        jdbc.update(
                "UPDATE parked_message SET status = 'REPLAYED', attempts = attempts + 1, claimed_until = NULL,"
                        + " replay_at = NULL, decided_at = " + NOW + " WHERE id = ? AND status = 'PARKED'",
                id);
    }

    /** The replay failed. Unless for a transient failure, there are no automatic ones any more. */
    void failedAgain(long id, Failure failure) {
        jdbc.update(
                "UPDATE parked_message SET attempts = attempts + 1, claimed_until = NULL, error_class = ?,"
                        + " error_message = ?, last_failed_at = " + NOW
                        + ", replay_at = IF(?, replay_at, NULL) WHERE id = ? AND status = 'PARKED'",
                shortened(failure.errorClass(), 255),
                shortened(failure.message(), 1_000),
                failure.transientOne(),
                id);
    }

    /** Gives a parked message up for ever; false if it is not parked or is being replayed. */
    boolean discard(long id, String who, String why) {
        return jdbc.update(
                        "UPDATE parked_message SET status = 'DISCARDED', replay_at = NULL, decided_by = ?,"
                                + " decided_at = " + NOW + ", reason = ? WHERE id = ?" + UNCLAIMED,
                        shortened(who, 128),
                        why,
                        id)
                == 1;
    }

    void note(long id, String note) {
        jdbc.update("UPDATE parked_message SET note = ? WHERE id = ?", note, id);
    }

    /** How many messages a group has parked from a topic. */
    record Count(String group, String topic, long messages) {}

    List<Count> counts() {
        return jdbc.query(
                "SELECT consumer_group, topic, COUNT(*) FROM parked_message WHERE status = 'PARKED' GROUP BY 1, 2",
                (row, _) -> new Count(row.getString(1), row.getString(2), row.getLong(3)));
    }

    private static ParkedMessage read(ResultSet row, int number) throws SQLException {
        EventContext context = new EventContext(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getString(9));
        return new ParkedMessage(
                row.getLong(1),
                row.getString(2),
                Status.valueOf(row.getString(3)),
                new InboundMessage(context, row.getString(10), row.getBytes(22)),
                row.getString(11),
                row.getString(12),
                time(row, 13),
                time(row, 14),
                time(row, 15),
                timeOrNull(row, 16),
                row.getInt(17),
                row.getString(18),
                row.getString(19),
                timeOrNull(row, 20),
                row.getString(21));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, int column) throws SQLException {
        LocalDateTime utc = row.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null ? null : TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
