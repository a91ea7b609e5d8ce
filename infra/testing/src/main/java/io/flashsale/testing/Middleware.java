package io.flashsale.testing;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Broker;
import io.flashsale.middleware.Database;
import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.NameServer;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Ports;
import io.flashsale.middleware.Redis;
import io.flashsale.middleware.SeataServer;
import io.flashsale.middleware.Topics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The real servers of this test JVM, on free ports of the loopback interface. Each starts when it is first asked
 * for and is shared by all tests of the JVM; all of them end with it. Their logs are in
 * {@code target/middleware/<pid>/logs}.
 */
public final class Middleware {

    private static final String PASSWORD = "test-password";
    private static final Ports PORTS = new Ports();
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static final Lazy<TestFolder> FOLDER = new Lazy<>(TestFolder::create);
    private static final Lazy<Binaries> BINARIES =
            new Lazy<>(() -> new Binaries(RepositoryRoot.path().resolve(".flashsale/dist")));
    private static final Lazy<MariaDb> MARIADB =
            new Lazy<>(() -> MariaDb.start(BINARIES.get(), place("mariadb"), PORTS.any(), PASSWORD));
    private static final Lazy<Redis> REDIS = new Lazy<>(() -> startRedis("redis"));
    private static final Lazy<NameServer> NAME_SERVER =
            new Lazy<>(() -> NameServer.start(RepositoryRoot.path(), place("nameserver"), PORTS.any()));
    private static final Lazy<Broker> BROKER = new Lazy<>(Middleware::startBroker);
    private static final Lazy<SeataServer> SEATA = new Lazy<>(() -> SeataServer.start(
            RepositoryRoot.path(), place("seata"), PORTS.any(), PORTS.any(), mariaDb("seata"), PASSWORD));

    private Middleware() {}

    /** A new, empty database of its own account; its name begins with the given one. */
    public static Database mariaDb(String name) {
        String unique = name + "_" + SERIAL.incrementAndGet();
        return MARIADB.get().createDatabase(unique, "fs_" + unique, PASSWORD);
    }

    /** The MariaDB server itself, for tests that disturb it. */
    public static MariaDb mariaDbServer() {
        return MARIADB.get();
    }

    /** The shared Redis server; every write is on disk before it is acknowledged. */
    public static Redis redis() {
        return REDIS.get();
    }

    /** A Redis server of the caller's own, for tests that crash it. */
    public static CrashableRedis crashableRedis() {
        return new CrashableRedis(BINARIES.get(), place("redis-" + SERIAL.incrementAndGet()), PORTS.any(), PASSWORD);
    }

    /** A Redis cluster of three masters of the caller's own. */
    public static RedisCluster redisCluster() {
        return RedisCluster.start(BINARIES.get(), PORTS, PASSWORD);
    }

    /** Lets the shared Redis server start in the background. */
    static Supplier<String> redisUrl() {
        REDIS.begin();
        return () -> redis().url();
    }

    /** Lets name server and broker start in the background. */
    static Supplier<String> rocketMqAddress() {
        BROKER.begin();
        return () -> rocketMq().address();
    }

    /** Lets the transaction coordinator start in the background. */
    static Supplier<String> seataAddress() {
        SEATA.begin();
        return () -> seata().address();
    }

    /** A name server with a broker that knows all topics. Outcomes of transactions are asked for after 0.5 s. */
    public static NameServer rocketMq() {
        BROKER.get();
        return NAME_SERVER.get();
    }

    /** The broker itself, for tests that disturb it. */
    public static Broker broker() {
        return BROKER.get();
    }

    /** The transaction coordinator. */
    public static SeataServer seata() {
        return SEATA.get();
    }

    /** A transaction coordinator of the caller's own, for tests that kill it; not started. */
    public static SeataOfMyOwn seataOfMyOwn() {
        return new SeataOfMyOwn();
    }

    /** Comes back on the same port, with what it had stored. */
    public static final class SeataOfMyOwn {

        private final int port = PORTS.any();
        private final int consolePort = PORTS.any();
        private final Database database = mariaDb("seata");
        private @Nullable SeataServer running;

        private SeataOfMyOwn() {}

        /** Where it stores global transactions, in {@code global_table} until they have ended. */
        public Database database() {
            return database;
        }

        /** Starts it, for the first time or again. */
        public SeataServer start() {
            try {
                SeataServer server = SeataServer.start(
                        RepositoryRoot.path(), place("seata-" + nextSerial()), port, consolePort, database, PASSWORD);
                running = server;
                return server;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        public void stop() {
            SeataServer server = running;
            if (server != null) {
                server.process().kill();
            }
        }
    }

    /** A port that is free and is not handed out again. */
    public static int freePort() {
        return PORTS.any();
    }

    static Place place(String name) {
        return FOLDER.get().place(name);
    }

    /** Identifies one more process of this JVM. */
    static int nextSerial() {
        return SERIAL.incrementAndGet();
    }

    static String clientLogs() {
        return FOLDER.get().logs().resolve("rocketmq-client").toString();
    }

    private static Redis startRedis(String name) throws InterruptedException {
        return Redis.start(BINARIES.get(), place(name), PORTS.any(), PASSWORD, Redis.Durability.ALWAYS);
    }

    private static Broker startBroker() throws InterruptedException {
        System.setProperty("rocketmq.client.logRoot", clientLogs());
        return Broker.start(
                RepositoryRoot.path(),
                place("broker"),
                PORTS.anyBlock(Broker.PORTS_BELOW, 0),
                NAME_SERVER.get().port(),
                Broker.Settings.forTests(),
                Topics.ALL);
    }
}
