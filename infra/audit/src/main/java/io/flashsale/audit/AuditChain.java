package io.flashsale.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Recomputes the chain of a database from its first entry on. */
public final class AuditChain {

    private static final int FETCHED_AT_ONCE = 1_000;

    private AuditChain() {}

    /**
     * What was found.
     *
     * @param entries entries that were read
     * @param fault what is wrong, null when every hash is right and nothing is missing
     */
    public record Finding(long entries, @Nullable String fault) {}

    /** Reads a whole log; needs to read {@code audit_entry} and {@code audit_head} only. */
    public static Finding verify(Connection database) throws SQLException {
        // The head first: what is appended meanwhile comes after it.
        long headId;
        String headHash;
        try (Statement statement = database.createStatement();
                ResultSet head = statement.executeQuery("SELECT id, hash FROM audit_head WHERE one = 1")) {
            if (!head.next()) {
                return new Finding(0, "the end of the chain is not marked any more");
            }
            headId = head.getLong("id");
            headHash = head.getString("hash");
        }
        String previous = AuditEntry.FIRST_HASH;
        long last = 0;
        String hashAtHead = AuditEntry.FIRST_HASH;
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM audit_entry ORDER BY id")) {
                while (rows.next()) {
                    AuditEntry entry = AuditEntry.read(rows);
                    if (entry.id() != last + 1) {
                        return new Finding(last, "entry " + (last + 1) + " is missing");
                    }
                    if (!entry.previousHash().equals(previous)) {
                        return new Finding(last, "entry " + entry.id() + " does not follow the one before it");
                    }
                    if (!entry.hashIsRight()) {
                        return new Finding(last, "entry " + entry.id() + " was changed");
                    }
                    previous = entry.hash();
                    last = entry.id();
                    if (last == headId) {
                        hashAtHead = previous;
                    }
                }
            }
        }
        if (last < headId) {
            return new Finding(last, "entries " + (last + 1) + " to " + headId + " are missing");
        }
        return new Finding(last, hashAtHead.equals(headHash) ? null : "the end of the chain was changed");
    }
}
