package io.flashsale.middleware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A MariaDB server. Commits are flushed to disk, isolation is READ COMMITTED, the time zone is UTC, and text
 * compares by its bytes (utf8mb4_bin) unless a column says otherwise.
 */
public final class MariaDb {

    /** Long enough for a clean shutdown of a busy server. */
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);
    private static final String ADMIN = "fs_admin";
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,60}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final ManagedProcess process;
    private final int port;
    private final String adminPassword;

    private MariaDb(ManagedProcess process, int port, String adminPassword) {
        this.process = process;
        this.port = port;
        this.adminPassword = adminPassword;
    }

    /**
     * Starts the server and returns when it answers SQL. The data folder is created the first time and kept.
     *
     * @param adminPassword of the account this class works with; 8 to 64 letters, digits, dashes and underscores
     * @throws StartFailure if it does not come up
     */
    public static MariaDb start(Binaries binaries, Place place, int port, String adminPassword)
            throws InterruptedException {
        Path base = binaries.mariaDb();
        Path data = place.data().resolve("db");
        Path temporary = place.data().resolve("tmp");
        try {
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MariaDbFolder.create(base, data, temporary, place.log());
        Path init = place.data().resolve("init.sql");
        PrivateFile.write(init, initStatements(checked(PASSWORD, adminPassword)));
        List<String> command = new ArrayList<>(MariaDbFolder.command(base, data, temporary));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=mariadb.sock",
                "--init-file=" + init,
                "--skip-name-resolve",
                "--skip-ssl",
                "--performance-schema=OFF",
                "--max-connections=300",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--character-set-collations=utf8mb4=utf8mb4_bin",
                "--default-time-zone=+00:00",
                "--transaction-isolation=READ-COMMITTED",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=128M",
                "--aria-pagecache-buffer-size=8M",
                "--key-buffer-size=8M"));
        ManagedProcess process = ManagedProcess.start(place, command, Map.of());
        MariaDb server = new MariaDb(process, port, adminPassword);
        process.awaitReady(server::answers, START_DEADLINE);
        return server;
    }

    /** The server that already runs at this place. */
    public static Optional<MariaDb> running(Place place, int port, String adminPassword) {
        return ManagedProcess.running(place).map(process -> new MariaDb(process, port, adminPassword));
    }

    /** Creates a database, unless it exists, and an account with all rights on that database only. */
    public Database createDatabase(String name, String user, String password) {
        checked(IDENTIFIER, name);
        String account = account(user, password);
        execute(
                "CREATE DATABASE IF NOT EXISTS `" + name + "`",
                "CREATE USER IF NOT EXISTS " + account,
                "ALTER USER " + account,
                "GRANT ALL ON `" + name + "`.* TO '" + user + "'@'127.0.0.1'");
        return new Database(name, url(port, name), user, password);
    }

    /** Creates an account that may read every database and change none. */
    public void createReader(String user, String password) {
        String account = account(user, password);
        execute(
                "CREATE USER IF NOT EXISTS " + account,
                "ALTER USER " + account,
                "GRANT SELECT ON *.* TO '" + user + "'@'127.0.0.1'");
    }

    /** The JDBC URL of a database on a server of this kind. */
    public static String url(int port, String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?sslMode=DISABLED&connectionTimeZone=UTC";
    }

    public int port() {
        return port;
    }

    public ManagedProcess process() {
        return process;
    }

    public void stop() {
        process.stop(STOP_PATIENCE);
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        }
    }

    private void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB refused an administrative statement", e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port, "mysql") + "&connectTimeout=2000", ADMIN, adminPassword);
    }

    private static String account(String user, String password) {
        return "'" + checked(IDENTIFIER, user) + "'@'127.0.0.1' IDENTIFIED BY '" + checked(PASSWORD, password) + "'";
    }

    /** A fresh data folder lets everybody on this machine in as root: those accounts go first. */
    private static String initStatements(String adminPassword) {
        String admin = "'" + ADMIN + "'@'127.0.0.1'";
        return "DELETE FROM mysql.global_priv WHERE User IN ('root', '');\n"
                + "FLUSH PRIVILEGES;\n"
                + "CREATE USER IF NOT EXISTS " + admin + ";\n"
                + "ALTER USER " + admin + " IDENTIFIED BY '" + adminPassword + "';\n"
                + "GRANT ALL ON *.* TO " + admin + " WITH GRANT OPTION;\n";
    }

    private static String checked(Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("Names and passwords of MariaDB accounts have to match " + pattern);
        }
        return value;
    }
}
