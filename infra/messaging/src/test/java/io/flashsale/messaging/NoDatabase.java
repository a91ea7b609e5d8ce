package io.flashsale.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A database that is away. */
final class NoDatabase extends AbstractDataSource {

    @Override
    public Connection getConnection() throws SQLException {
        throw new SQLException("the database is away");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
