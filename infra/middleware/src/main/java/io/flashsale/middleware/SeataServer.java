package io.flashsale.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Seata's transaction coordinator, which keeps its state in a MariaDB database. */
public final class SeataServer {

    public static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);

    private final ManagedProcess process;
    private final int port;

    private SeataServer(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Creates the tables, starts the server and returns when its RPC port, the last thing it opens, accepts.
     *
     * @param repository root of the source tree, where the server's class path was built
     * @param consolePassword of the account {@code seata} of its web console
     * @throws StartFailure if it does not come up
     */
    public static SeataServer start(
            Path repository, Place place, int port, int consolePort, Database database, String consolePassword)
            throws InterruptedException {
        createTables(database);
        List<String> options = new ArrayList<>(Java.options(128, 384));
        options.addAll(List.of(
                "-Duser.home=" + place.data(),
                "-Dlog.home=" + place.data().resolve("logs"),
                "-Dlogging.level.root=WARN",
                "-Dserver.port=" + consolePort,
                "-Dserver.address=127.0.0.1",
                "-Dseata.server.service-port=" + port,
                "-Dconsole.user.password=" + consolePassword,
                // A committed session is deleted, and one whose commit was cut short is taken up again, only after this
                // time in ms; the default is over two minutes.
                "-Dseata.server.retry-dead-threshold=20000",
                "-Dseata.store.mode=db",
                "-Dseata.store.db.datasource=hikari",
                "-Dseata.store.db.db-type=mysql",
                "-Dseata.store.db.driver-class-name=com.mysql.cj.jdbc.Driver",
                "-Dseata.store.db.url=" + database.url(),
                "-Dseata.store.db.user=" + database.user(),
                "-Dseata.store.db.password=" + database.password(),
                "-Dseata.store.db.min-conn=5",
                "-Dseata.store.db.max-conn=50",
                "-Dseata.store.db.global-table=global_table",
                "-Dseata.store.db.branch-table=branch_table",
                "-Dseata.store.db.lock-table=lock_table",
                "-Dseata.store.db.distributed-lock-table=distributed_lock"));
        List<String> command = new ArrayList<>(Java.command(
                place.data().resolve("java.options"),
                options,
                ServerClassPath.of(repository, "seata"),
                "io.seata.server.ServerApplication"));
        command.addAll(List.of("-h", "127.0.0.1"));
        ManagedProcess process = ManagedProcess.start(place, command, Map.of());
        process.awaitReady(() -> Ports.accepts(port), START_DEADLINE);
        return new SeataServer(process, port);
    }

    /** The server that already runs at this place. */
    public static Optional<SeataServer> running(Place place, int port) {
        return ManagedProcess.running(place).map(process -> new SeataServer(process, port));
    }

    /** {@code host:port}, as clients want it. */
    public String address() {
        return "127.0.0.1:" + port;
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

    private static void createTables(Database database) {
        String script;
        try (InputStream in = SeataServer.class.getResourceAsStream("seata-server.sql")) {
            script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*", -1)) {
                if (!sql.isEmpty()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of the Seata server could not be created", e);
        }
    }
}
