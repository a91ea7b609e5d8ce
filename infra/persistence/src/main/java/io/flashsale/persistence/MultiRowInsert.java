package io.flashsale.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Inserts many rows with few statements. The statements have fixed numbers of rows, so that a connection prepares each of
 * them once; what is put together anew for every batch costs more than the insert itself.
 */
public final class MultiRowInsert<T> {

    private static final int[] SIZES = {100, 25, 5, 1};

    private final JdbcOperations jdbc;
    private final List<String> statements;
    private final int columns;
    private final Binder<T> binder;

    /** Sets the values of one row, beginning with the parameter of this number. */
    @FunctionalInterface
    public interface Binder<T> {
        void bind(PreparedStatement statement, int first, T row) throws SQLException;
    }

    /**
     * An insert of rows whose values are all bound.
     *
     * @param into the beginning of the statement, as in {@code INSERT INTO reservation (order_id, …)}
     * @param columns how many values a row has
     */
    public MultiRowInsert(JdbcOperations jdbc, String into, int columns, Binder<T> binder) {
        this(jdbc, into, "(" + "?,".repeat(columns - 1) + "?)", binder);
    }

    /**
     * An insert.
     *
     * @param into the beginning of the statement, as in {@code INSERT INTO reservation (order_id, …)}
     * @param row the values of one row, as in {@code (?, ?, UTC_TIMESTAMP(3))}
     */
    public MultiRowInsert(JdbcOperations jdbc, String into, String row, Binder<T> binder) {
        this.jdbc = jdbc;
        this.columns = Math.toIntExact(row.chars().filter(c -> c == '?').count());
        this.binder = binder;
        this.statements = Arrays.stream(SIZES)
                .mapToObj(size -> into + " VALUES " + (row + ",").repeat(size - 1) + row)
                .toList();
    }

    /** Inserts them in their order, and returns how many rows there are more. */
    public int insert(List<T> rows) {
        int inserted = 0;
        int next = 0;
        for (int i = 0; i < SIZES.length; i++) {
            while (rows.size() - next >= SIZES[i]) {
                List<T> chunk = rows.subList(next, next + SIZES[i]);
                inserted += jdbc.update(statements.get(i), statement -> bind(statement, chunk));
                next += SIZES[i];
            }
        }
        return inserted;
    }

    private void bind(PreparedStatement statement, List<T> rows) throws SQLException {
        int first = 1;
        for (T row : rows) {
            binder.bind(statement, first, row);
            first += columns;
        }
    }
}
