package io.flashsale.loadtest.benchmark.stack;

import io.flashsale.loadtest.auditor.Stores;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.middleware.MariaDb;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The running stack, as the launcher describes it in environment variables.
 *
 * @param home folder of the stack's data, logs and pid files
 * @param dist folder of the unpacked native servers
 * @param gateway leads to order-service
 * @param gatewayManagement where the gateway tells its metrics
 * @param baselineGateway the same program with the same settings, but leads to the baselines; of the gateway's own
 *     benchmark: the bare route
 * @param baselineServer where the baselines sell; of the gateway's own benchmark: the bare Netty handler; of the scale curves: a second order-service
 * @param seata the coordinator, {@code host:port}
 * @param platform every server process of the platform
 * @param baseline every process that takes part in serving a baseline; of the checkout: what an empty global
 *     transaction needs; of the scale curves: the second order-service
 */
public record Surroundings(
        Path home,
        Path dist,
        URI gateway,
        URI gatewayManagement,
        URI baselineGateway,
        URI orderService,
        URI baselineServer,
        URI stockRedis,
        URI edgeRedis,
        URI provider,
        String seata,
        int mariaDbPort,
        String readerPassword,
        String internalSecret,
        String jwtPrivateKey,
        String jwtPublicKey,
        String purchaseTokenKeys,
        Processes platform,
        Processes baseline) {

    private static final String READER = "fs_auditor";

    /** Reads what the launcher has set. */
    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(
                Path.of(required(environment, "FLASHSALE_BENCHMARK_HOME")),
                Path.of(required(environment, "FLASHSALE_BENCHMARK_DIST")),
                URI.create(required(environment, "FLASHSALE_GATEWAY_URL")),
                URI.create("http://127.0.0.1:" + required(environment, "FLASHSALE_GATEWAY_MANAGEMENT_PORT")),
                URI.create(required(environment, "FLASHSALE_BENCHMARK_GATEWAY_URL")),
                URI.create(required(environment, "FLASHSALE_ORDER_URL")),
                URI.create(required(environment, "FLASHSALE_BENCHMARK_BASELINE_URL")),
                URI.create(required(environment, "FLASHSALE_REDIS_URL")),
                URI.create(required(environment, "FLASHSALE_EDGE_REDIS_URL")),
                URI.create(required(environment, "FLASHSALE_PROVIDER_URL")),
                required(environment, "FLASHSALE_SEATA_SERVER"),
                Integer.parseInt(required(environment, "FLASHSALE_BENCHMARK_DB_PORT")),
                required(environment, "FLASHSALE_BENCHMARK_DB_PASSWORD"),
                required(environment, "FLASHSALE_INTERNAL_SECRET"),
                required(environment, "FLASHSALE_JWT_PRIVATE_KEY"),
                required(environment, "FLASHSALE_JWT_PUBLIC_KEY"),
                required(environment, "FLASHSALE_PURCHASE_TOKEN_KEYS"),
                processes(required(environment, "FLASHSALE_BENCHMARK_PLATFORM_PIDS")),
                processes(required(environment, "FLASHSALE_BENCHMARK_BASELINE_PIDS")));
    }

    /** Reads one of the stack's databases; the account may write none. */
    public Rows rows(String database) {
        return Rows.open(MariaDb.url(mariaDbPort, database), READER, readerPassword);
    }

    /** All of the stack's stores, for an audit. */
    public Stores stores() {
        return new Stores(
                store("inventory"),
                store("orders"),
                store("payment"),
                store("reward"),
                store("seata"),
                stockRedis,
                edgeRedis,
                provider);
    }

    private Stores.Database store(String name) {
        return new Stores.Database(MariaDb.url(mariaDbPort, name), READER, readerPassword);
    }

    /**
     * Where order-service answers by itself.
     *
     * @param instances 1, or 2 where a second one was started
     */
    public List<InetSocketAddress> orderServices(int instances) {
        return Stream.of(orderService, baselineServer)
                .limit(instances)
                .map(door -> new InetSocketAddress(door.getHost(), door.getPort()))
                .toList();
    }

    private static Processes processes(String text) {
        return new Processes(Arrays.stream(text.split(",", -1))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> Long.valueOf(entry[1]))));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Set " + name + "; or start with: flashsale bench admission");
        }
        return value;
    }
}
