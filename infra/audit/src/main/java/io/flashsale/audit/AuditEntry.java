package io.flashsale.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log.
 *
 * @param id 1, 2, 3, … without gaps
 * @param subject the operator
 * @param address where the operator's request came from, as far as the gateway knows
 * @param body what was sent, at most {@link #LONGEST_BODY} characters of it
 * @param status null in the entry written before the action, else the status of the answer
 * @param previousHash hash of the entry before; 64 zeros for the first
 */
public record AuditEntry(
        long id,
        Instant at,
        String subject,
        @Nullable String address,
        String method,
        String path,
        @Nullable String body,
        @Nullable Integer status,
        @Nullable String traceId,
        String previousHash,
        String hash) {

    static final int LONGEST_BODY = 4_000;
    static final String FIRST_HASH = "0".repeat(64);

    /** SHA-256 over all parts, each with its length, so that no two entries read the same. */
    static String hash(
            long id,
            Instant at,
            String subject,
            @Nullable String address,
            String method,
            String path,
            @Nullable String body,
            @Nullable Integer status,
            @Nullable String traceId,
            String previousHash) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        Object[] parts = {id, at.toEpochMilli(), subject, address, method, path, body, status, traceId, previousHash};
        for (Object part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ((part == null ? "-" : Integer.toString(bytes.length)) + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    boolean hashIsRight() {
        return hash.equals(hash(id, at, subject, address, method, path, body, status, traceId, previousHash));
    }

    static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getString("subject"),
                row.getString("address"),
                row.getString("method"),
                row.getString("path"),
                row.getString("body"),
                row.getObject("status") == null ? null : row.getInt("status"),
                row.getString("trace_id"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
