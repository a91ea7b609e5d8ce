package io.flashsale.jobs.reconciliation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.annotation.Transactional;

/** Runs and what differed in them. Results are written only by the holder of the latest token. */
public class ReconciliationBooks {

    /** Every service has books of one kind, so the name is of no consequence. */
    private static final String LEASE = "statement";

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;
    private final Clock clock;

    ReconciliationBooks(JdbcTemplate jdbc, DataSource dataSource, Clock clock) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(dataSource);
        // Rows one by one as they come, instead of all of them in memory.
        this.streaming.setFetchSize(Integer.MIN_VALUE);
        this.clock = clock;
    }

    /**
     * Begins a run.
     *
     * @param lockToken of the lock; should the lock's store have forgotten, the token goes on from what is known here
     */
    @Transactional
    public Run begin(LocalDate day, long lockToken, String requestedBy) {
        jdbc.update(
                "INSERT INTO reconciliation_lease (name, token) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE token = GREATEST(token + 1, VALUES(token))",
                LEASE,
                lockToken);
        long token = number("SELECT token FROM reconciliation_lease WHERE name = ?", LEASE);
        jdbc.update(
                "UPDATE reconciliation_run SET status = 'FAILED', failure = 'Its runner was lost.', ended_at = ?"
                        + " WHERE status = 'RUNNING'",
                now());
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO reconciliation_run (day, token, status, requested_by, lines_read, started_at)"
                                    + " VALUES (?, ?, 'RUNNING', ?, 0, ?)",
                            PreparedStatement.RETURN_GENERATED_KEYS);
                    insert.setObject(1, day);
                    insert.setLong(2, token);
                    insert.setString(3, requestedBy);
                    insert.setObject(4, now());
                    return insert;
                },
                key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("a run without an id");
        }
        return new Run(id.longValue(), day, token);
    }

    /** Writes a difference down. */
    @Transactional
    public void record(Run run, Difference difference) {
        requireLatest(run);
        jdbc.update(
                "INSERT INTO reconciliation_difference (run_id, kind, between_, subject, ours, theirs, detail, resolution)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> bind(insert, run, difference));
    }

    /**
     * Ends a run.
     *
     * @param linesRead how much was compared
     * @param failure what kept it from comparing everything; null if nothing did
     */
    public void end(Run run, long linesRead, @Nullable String failure) {
        String words = failure == null ? null : failure.substring(0, Math.min(500, failure.length()));
        jdbc.update(
                "UPDATE reconciliation_run SET status = ?, lines_read = ?, failure = ?, ended_at = ?"
                        + " WHERE id = ? AND status = 'RUNNING'",
                failure == null ? "DONE" : "FAILED",
                linesRead,
                words,
                now(),
                run.id);
    }

    /** An operator's word on a case; false if it is none, or no longer. */
    public boolean close(long differenceId, String operator, String note) {
        return jdbc.update(
                        "UPDATE reconciliation_difference SET resolution = 'CLOSED', note = ?, decided_by = ?"
                                + " WHERE id = ? AND resolution = 'CASE'",
                        note,
                        operator,
                        differenceId)
                == 1;
    }

    /** The latest runs, newest first. */
    public List<Summary> latest(int limit) {
        return jdbc.query(SUMMARY + " GROUP BY r.id ORDER BY r.id DESC LIMIT ?", SUMMARY_ROW, limit);
    }

    /** A run. */
    public Optional<Summary> find(long id) {
        return jdbc.query(SUMMARY + " WHERE r.id = ? GROUP BY r.id", SUMMARY_ROW, id).stream()
                .findFirst();
    }

    /** Differences an operator has to decide about, oldest first. */
    public List<Case> openCases(int limit) {
        return jdbc.query(
                "SELECT d.id, d.run_id, r.day, d.kind, d.between_, d.subject, d.ours, d.theirs, d.detail"
                        + " FROM reconciliation_difference d JOIN reconciliation_run r ON r.id = d.run_id"
                        + " WHERE d.resolution = 'CASE' ORDER BY d.id LIMIT ?",
                (row, number) -> new Case(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, LocalDate.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, Long.class),
                        row.getObject(8, Long.class),
                        row.getString(9)),
                limit);
    }

    /** Writes the differences of a run as CSV, one by one as they come from the database. */
    public void report(long runId, Writer out) throws IOException {
        out.write("id,kind,between,subject,ours,theirs,resolution,detail,note,decided_by\n");
        streaming.query(
                "SELECT id, kind, between_, subject, ours, theirs, resolution, detail, note, decided_by"
                        + " FROM reconciliation_difference WHERE run_id = ? ORDER BY id",
                row -> {
                    try {
                        for (int column = 1; column <= 10; column++) {
                            out.write(column == 1 ? "" : ",");
                            out.write(csv(row.getString(column)));
                        }
                        out.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                runId);
    }

    /** A cell; what a spreadsheet would take for a formula is made text. */
    static String csv(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String text = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /** Ends the caller's work unless the run is the latest; holds the lease until the transaction ends. */
    public void requireLatest(Run run) {
        if (jdbc.update("UPDATE reconciliation_lease SET token = token WHERE name = ? AND token = ?", LEASE, run.token)
                == 0) {
            throw new RunSuperseded(run.id);
        }
    }

    private static void bind(PreparedStatement insert, Run run, Difference difference) throws SQLException {
        insert.setLong(1, run.id);
        insert.setString(2, difference.kind().name());
        insert.setString(3, difference.between().name());
        insert.setString(4, difference.subject());
        insert.setObject(5, difference.ours(), Types.BIGINT);
        insert.setObject(6, difference.theirs(), Types.BIGINT);
        insert.setString(7, difference.detail());
        insert.setString(8, difference.resolution().name());
    }

    private long number(String sql, Object... arguments) {
        Long number = jdbc.queryForObject(sql, Long.class, arguments);
        return number == null ? 0 : number;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static final String SUMMARY = "SELECT r.id, r.day, r.status, r.requested_by, r.lines_read, r.failure,"
            + " r.started_at, r.ended_at, COUNT(d.id), COALESCE(SUM(d.resolution = 'REPAIRED'), 0),"
            + " COALESCE(SUM(d.resolution = 'CASE'), 0)"
            + " FROM reconciliation_run r LEFT JOIN reconciliation_difference d ON d.run_id = r.id";

    private static final RowMapper<Summary> SUMMARY_ROW = (row, number) -> new Summary(
            row.getLong(1),
            row.getObject(2, LocalDate.class),
            row.getString(3),
            row.getString(4),
            row.getLong(5),
            row.getString(6),
            row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC),
            Optional.ofNullable(row.getObject(8, LocalDateTime.class))
                    .map(time -> time.toInstant(ZoneOffset.UTC))
                    .orElse(null),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11));

    /** A run under way. */
    public record Run(long id, LocalDate day, long token) {}

    /** A run as operators see it. */
    public record Summary(
            long id,
            LocalDate day,
            String status,
            String requestedBy,
            long lines,
            @Nullable String failure,
            Instant startedAt,
            @Nullable Instant endedAt,
            long differences,
            long repaired,
            long openCases) {}

    /**
     * A difference that waits for an operator.
     *
     * @param between whose books ours were compared with
     * @param ours null where we have nothing
     * @param theirs null where they have nothing
     */
    public record Case(
            long id,
            long runId,
            LocalDate day,
            String kind,
            String between,
            String subject,
            @Nullable Long ours,
            @Nullable Long theirs,
            String detail) {}

    /** Another runner has taken over; this one must write nothing more. */
    public static final class RunSuperseded extends RuntimeException {
        RunSuperseded(long run) {
            super("reconciliation run " + run + " was superseded by another", null, false, false);
        }
    }
}
