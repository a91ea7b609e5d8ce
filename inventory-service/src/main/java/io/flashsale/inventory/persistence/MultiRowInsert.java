package io.flashsale.inventory.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Inserts many rows with few statements. The statements have fixed numbers of rows, so that a connection prepares each of
 * them once; what is put together anew for every batch costs more than the insert itself.
 */
final class MultiRowInsert<T> {
    private static final int[] SIZES = {100, 25, 5, 1};

    private final JdbcOperations jdbc;
    private final List<String> statements;
    private final int columns;
    private final Binder<T> binder;

    /** Sets the values of one row, beginning with the parameter of this number. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, int first, T row) throws SQLException;
    }

    /**
     * Prepares the insert.
     *
     * @param into table and columns, as in {@code reservation (order_id, …)}
     */
    MultiRowInsert(JdbcOperations jdbc, String into, int columns, Binder<T> binder) {
        this.jdbc = jdbc;
        this.columns = columns;
        this.binder = binder;
        String row = "(" + "?,".repeat(columns - 1) + "?)";
        this.statements = Arrays.stream(SIZES)
                .mapToObj(size -> "INSERT INTO " + into + " VALUES " + (row + ",").repeat(size - 1) + row)
                .toList();
    }

    void insert(List<T> rows) {
        int next = 0;
        for (int i = 0; i < SIZES.length; i++) {
            while (rows.size() - next >= SIZES[i]) {
                List<T> chunk = rows.subList(next, next + SIZES[i]);
                jdbc.update(statements.get(i), statement -> bind(statement, chunk));
                next += SIZES[i];
            }
        }
    }

    private void bind(PreparedStatement statement, List<T> rows) throws SQLException {
        int first = 1;
        for (T row : rows) {
            binder.bind(statement, first, row);
            first += columns;
        }
    }
}
