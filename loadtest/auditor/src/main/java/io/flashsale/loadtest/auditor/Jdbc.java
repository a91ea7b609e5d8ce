package io.flashsale.loadtest.auditor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection that reads a consistent snapshot. */
final class Jdbc implements AutoCloseable {

    private final Stores.Database database;
    private final Connection connection;

    private Jdbc(Stores.Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Jdbc open(Stores.Database database) {
        try {
            Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Jdbc(database, connection);
        } catch (SQLException e) {
            throw new StoreUnavailable(database.toString(), e);
        }
    }

    <T> List<T> list(String sql, RowReader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                read.add(reader.read(row));
            }
            return read;
        } catch (SQLException e) {
            throw new StoreUnavailable(database + " with \"" + sql + "\"", e);
        }
    }

    long count(String sql) {
        return list(sql, row -> row.number(1)).getFirst();
    }

    /** Empty when the database has no such table. */
    <T> List<T> listIfTable(String table, String sql, RowReader<T> reader) {
        boolean exists = count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_name = '" + table + "'")
                > 0;
        return exists ? list(sql, reader) : List.of();
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new StoreUnavailable(database.toString(), e);
        }
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    /** The row the result stands on; times are stored in UTC. */
    record Row(ResultSet rows) {

        String text(int column) throws SQLException {
            String value = rows.getString(column);
            if (value == null) {
                throw new SQLException("column " + column + " is null");
            }
            return value;
        }

        @Nullable String textOrNull(int column) throws SQLException {
            return rows.getString(column);
        }

        long number(int column) throws SQLException {
            return rows.getLong(column);
        }

        boolean flag(int column) throws SQLException {
            return rows.getBoolean(column);
        }

        @Nullable Instant timeOrNull(int column) throws SQLException {
            LocalDateTime time = rows.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }

        Instant time(int column) throws SQLException {
            return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }
}
