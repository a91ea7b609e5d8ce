package io.flashsale.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The log in the service's database. Hashes also go to the service's own log: an anchor outside the database. */
final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditLog(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Head(long id, String hash) {}

    /** Appends an entry and commits it. */
    AuditEntry append(
            String subject,
            @Nullable String address,
            String method,
            String path,
            @Nullable String body,
            @Nullable Integer status,
            @Nullable String traceId) {
        AuditEntry entry = Objects.requireNonNull(transaction.execute(state -> {
            Head head = Objects.requireNonNull(jdbc.queryForObject(
                    "SELECT id, hash FROM audit_head WHERE one = 1 FOR UPDATE",
                    (row, number) -> new Head(row.getLong("id"), row.getString("hash"))));
            long id = head.id() + 1;
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String hash = AuditEntry.hash(id, at, subject, address, method, path, body, status, traceId, head.hash());
            jdbc.update(
                    "INSERT INTO audit_entry (id, at_ms, subject, address, method, path, body, status, trace_id,"
                            + " previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    at.toEpochMilli(),
                    subject,
                    address,
                    method,
                    path,
                    body,
                    status,
                    traceId,
                    head.hash(),
                    hash);
            jdbc.update("UPDATE audit_head SET id = ?, hash = ? WHERE one = 1", id, hash);
            return new AuditEntry(id, at, subject, address, method, path, body, status, traceId, head.hash(), hash);
        }));
        LOG.info("Audit entry {} {}: {} {} {}", entry.id(), entry.hash(), subject, method, path);
        return entry;
    }

    /** Entries before that one, newest first. */
    List<AuditEntry> newest(long before, int limit) {
        return jdbc.query(
                "SELECT * FROM audit_entry WHERE id < ? ORDER BY id DESC LIMIT ?",
                (row, number) -> AuditEntry.read(row),
                before,
                limit);
    }
}
