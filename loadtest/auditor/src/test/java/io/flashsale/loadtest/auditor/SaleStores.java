package io.flashsale.loadtest.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.sun.net.httpserver.HttpServer;
import io.flashsale.middleware.Database;
import io.flashsale.middleware.Redis;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import redis.clients.jedis.Jedis;

/** Real stores with the services' own schemas, and the provider's books. They stay until the JVM ends. */
final class SaleStores {

    private final Map<String, Database> databases = new TreeMap<>();
    private final Map<String, Connection> connections = new TreeMap<>();
    private final Redis redisServer = Middleware.redis();
    private final Jedis redis = new Jedis(URI.create(redisServer.url()));
    private final AtomicReference<String> books = new AtomicReference<>("");
    private final HttpServer provider;

    private SaleStores() throws IOException, SQLException {
        for (String name : List.of("inventory", "orders", "payment", "reward", "seata")) {
            connect(name);
        }
        migrate("inventory", "inventory-service");
        migrate("orders", "order-service");
        migrate("payment", "payment-service");
        migrate("reward", "reward-service");
        try (InputStream script =
                Objects.requireNonNull(Redis.class.getResourceAsStream("/io/flashsale/middleware/seata-server.sql"))) {
            for (String statement : new String(script.readAllBytes(), UTF_8).split(";", -1)) {
                if (!statement.isBlank()) {
                    sql("seata", "%s", statement);
                }
            }
        }
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/books", exchange -> {
            byte[] body = books.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        provider.start();
    }

    static SaleStores open() {
        try {
            return new SaleStores();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Stores addresses() {
        return new Stores(
                database("inventory"),
                database("orders"),
                database("payment"),
                database("reward"),
                database("seata"),
                URI.create(redisServer.url()),
                URI.create(redisServer.url()),
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort()));
    }

    Jedis redis() {
        return redis;
    }

    /** Runs a statement, whatever the schema's own guards say: they are not what is tested here. */
    @FormatMethod
    void sql(String database, @FormatString String statement, Object... arguments) throws SQLException {
        try (Statement session =
                Objects.requireNonNull(connections.get(database)).createStatement()) {
            session.execute(statement.formatted(arguments));
        }
    }

    /** What the provider answers, in single quotes. */
    void books(String json) {
        books.set(json.replace('\'', '"'));
    }

    void empty() throws SQLException {
        for (Map.Entry<String, Connection> entry : connections.entrySet()) {
            empty(entry.getKey(), entry.getValue());
        }
        redis.flushAll();
    }

    private static void empty(String name, Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("SELECT table_name FROM information_schema.tables WHERE table_schema ="
                            + " DATABASE() AND table_name NOT LIKE 'flyway%'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("SET SESSION foreign_key_checks = 0");
            statement.execute("SET SESSION check_constraint_checks = 0");
            for (String table : tables) {
                statement.execute("DELETE FROM " + table);
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalStateException("no tables in " + name);
        }
    }

    private Stores.Database database(String name) {
        Database database = Objects.requireNonNull(databases.get(name));
        return new Stores.Database(database.url(), database.user(), database.password());
    }

    private void connect(String name) throws SQLException {
        Database database = Middleware.mariaDb(name);
        databases.put(name, database);
        connections.put(name, DriverManager.getConnection(database.url(), database.user(), database.password()));
    }

    private void migrate(String name, String service) {
        Database database = Objects.requireNonNull(databases.get(name));
        Path root = RepositoryRoot.path();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(Stream.of(
                                "infra/messaging/src/main/resources/db/messaging",
                                "infra/transactions/src/main/resources/db/seata",
                                service + "/src/main/resources/db/migration")
                        .map(folder -> "filesystem:" + root.resolve(folder))
                        .toArray(String[]::new))
                .load()
                .migrate();
    }
}
