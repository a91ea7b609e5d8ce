package io.flashsale.jobs;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which rows of a table are done with, when they are old, and how they go. Whatever does not fit the condition stays,
 * however old it is. A service says so by one bean per table.
 *
 * <pre>
 * OldRows.of("consumed_message", "consumed_at").deleted();
 * OldRows.of("orders", "updated_at").when("status IN ('FULFILLED', 'CANCELLED')")
 *     .by("id", "created_at").with("order_event", "order_id").archived();
 * </pre>
 */
public final class OldRows {

    /** What the table of a table's archived rows is called. */
    static final String ARCHIVE = "_archive";

    private final Rule rule;
    private final boolean archived;

    private OldRows(Rule rule, boolean archived) {
        this.rule = rule;
        this.archived = archived;
    }

    /**
     * Begins to say it.
     *
     * @param age the column, in UTC, with the time from which a row ages
     */
    public static Rule of(String table, String age) {
        return new Rule(table, age);
    }

    String table() {
        return rule.table;
    }

    /**
     * Takes away some rows, in the caller's transaction. Rows that somebody else has locked are left alone.
     *
     * @param before what is as old as this, or younger, stays
     * @param size rows at most; parts that go with them are not counted
     * @param after where the batch before ended; null for the first
     */
    Batch take(JdbcTemplate jdbc, LocalDateTime before, int size, @Nullable Object after) {
        if (rule.key == null) {
            int rows = jdbc.update("DELETE FROM " + rule.table + " WHERE " + old() + " LIMIT " + size, before);
            return new Batch(rows, null, rows == size);
        }
        if (rule.createdAt == null) {
            List<Object> keys = jdbc.queryForList(
                    "SELECT " + rule.key + " FROM " + rule.table + " WHERE " + old() + " LIMIT " + size
                            + " FOR UPDATE SKIP LOCKED",
                    Object.class,
                    before);
            move(jdbc, keys);
            return new Batch(keys.size(), null, keys.size() == size);
        }
        return takeInOrder(jdbc, before, size, after, rule.key, rule.createdAt);
    }

    /** Looks at the next rows by their key, oldest first, until one is young: no index on a time is needed. */
    private Batch takeInOrder(
            JdbcTemplate jdbc, LocalDateTime before, int size, @Nullable Object after, String key, String createdAt) {
        List<Object> from = after == null ? List.of() : List.of(after);
        String beyond = after == null ? "" : key + " > ? AND ";
        List<Object> values = new ArrayList<>(from);
        values.add(before);
        Object upTo = jdbc.queryForObject(
                "SELECT MAX(k) FROM (SELECT " + key + " AS k, " + createdAt + " AS c FROM " + rule.table + " WHERE "
                        + beyond + "TRUE ORDER BY " + key + " LIMIT " + size + ") next WHERE c < ?",
                Object.class,
                values.toArray());
        if (upTo == null) {
            return new Batch(0, null, false);
        }
        values = new ArrayList<>(from);
        values.add(upTo);
        values.add(before);
        List<Object> keys = jdbc.queryForList(
                "SELECT " + key + " FROM " + rule.table + " WHERE " + beyond + key + " <= ? AND " + old()
                        + " FOR UPDATE SKIP LOCKED",
                Object.class,
                values.toArray());
        move(jdbc, keys);
        return new Batch(keys.size(), upTo, true);
    }

    private String old() {
        return rule.age + " < ? AND (" + rule.condition + ")";
    }

    private void move(JdbcTemplate jdbc, List<Object> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String among = " IN (" + String.join(",", Collections.nCopies(keys.size(), "?")) + ")";
        Object[] values = keys.toArray();
        for (Part part : rule.parts) {
            move(jdbc, part.table, part.owner + among, values);
        }
        move(jdbc, rule.table, rule.key + among, values);
    }

    private void move(JdbcTemplate jdbc, String table, String where, Object[] values) {
        if (archived) {
            // An archive that lacks a column refuses the row, which then stays where it is.
            String columns = columnsOf(jdbc, table);
            jdbc.update(
                    "INSERT INTO " + table + ARCHIVE + " (" + columns + ") SELECT " + columns + " FROM " + table
                            + " WHERE " + where,
                    values);
        }
        jdbc.update("DELETE FROM " + table + " WHERE " + where, values);
    }

    private static String columnsOf(JdbcTemplate jdbc, String table) {
        return String.join(
                ", ",
                jdbc.queryForList(
                        "SELECT column_name FROM information_schema.columns"
                                + " WHERE table_schema = DATABASE() AND table_name = ?",
                        String.class,
                        table));
    }

    /**
     * What one batch did.
     *
     * @param rows taken away
     * @param reached where the next batch goes on
     * @param more whether there may be a next one
     */
    record Batch(int rows, @Nullable Object reached, boolean more) {}

    private record Part(String table, String owner) {}

    /** Says it step by step. All of it is the program's own text, never anybody's input. */
    public static final class Rule {

        private final String table;
        private final String age;
        private final List<Part> parts = new ArrayList<>();
        private String condition = "TRUE";
        private @Nullable String key;
        private @Nullable String createdAt;

        private Rule(String table, String age) {
            this.table = table;
            this.age = age;
        }

        /** An SQL condition that is true of a row that is done with. */
        public Rule when(String finished) {
            condition = finished;
            return this;
        }

        /** The column that tells rows apart. Needed where rows have parts, and for an archive. */
        public Rule by(String column) {
            key = column;
            return this;
        }

        /**
         * The same, for a large table: by this column, rows are in about the order of their creation, so that only the
         * old end is looked at.
         *
         * @param creationTime the column, in UTC, that says when a row was created
         */
        public Rule by(String column, String creationTime) {
            createdAt = creationTime;
            return by(column);
        }

        /** Rows of another table that go with a row, by the column that holds the row's key. */
        public Rule with(String partTable, String ownerColumn) {
            parts.add(new Part(partTable, ownerColumn));
            return this;
        }

        /** They are deleted. */
        public OldRows deleted() {
            if (key == null && !parts.isEmpty()) {
                throw new IllegalStateException(table + " has parts, but no key");
            }
            return new OldRows(this, false);
        }

        /** They are moved to a table of the same columns, whose name is the table's with {@code _archive} added. */
        public OldRows archived() {
            if (key == null) {
                throw new IllegalStateException(table + " is archived, but has no key");
            }
            return new OldRows(this, true);
        }
    }
}
