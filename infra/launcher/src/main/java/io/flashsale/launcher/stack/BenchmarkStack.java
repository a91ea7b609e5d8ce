package io.flashsale.launcher.stack;

import io.flashsale.middleware.Broker;
import io.flashsale.middleware.Java;
import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Ports;
import io.flashsale.middleware.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A whole platform with empty stores of its own, and {@link Beside} it what it is compared with. All gateways take more requests a second than any machine can send; otherwise everything is started as usual.
 * Nothing of it is left after {@link #stop()} but its logs.
 */
public final class BenchmarkStack {

    private static final String DATABASE = "benchmark";
    private static final String SERVER = "io.flashsale.loadtest.benchmark.baseline.BaselineServer";
    private static final String BENCHMARK = "io.flashsale.loadtest.benchmark.Benchmark";
    private static final Duration START_DEADLINE = Duration.ofMinutes(3);

    /** What serves a baseline besides its own server and gateway. */
    private static final Set<Component> SHARED =
            EnumSet.of(Component.MARIADB, Component.REDIS_STOCK, Component.NAME_SERVER, Component.BROKER);

    private static final String BARE_ROUTE = "io.flashsale.loadtest.benchmark.bare.BareRoute";
    private static final String BARE_NETTY = "io.flashsale.loadtest.benchmark.bare.BareNetty";
    private static final String SECOND = "order-service-2";

    /** What runs beside the platform. */
    public enum Beside {
        /** The server of the baselines, behind a second gateway. */
        BASELINES,
        /** A route and a handler that answer a constant, with the gateway's libraries and JVM options. */
        BARE_SERVERS,
        /** Another order-service of the same platform, on a port of its own. */
        SECOND_ORDER_SERVICE,
        /** What the platform needs is there already. */
        NOTHING
    }

    private final Folders folders;
    private final Beside beside;
    private final Map<Component, Map<String, String>> settings;
    private final Stack stack;
    private final Thread onInterrupt = new Thread(this::down, "stop-the-benchmark");
    private final Ports free = new Ports();
    private final int serverPort = free.any();
    private final int gatewayPort = free.any();

    /**
     * Speaks of the stack for benchmarks of a source tree.
     *
     * @param notices receives progress, one plain line at a time
     */
    public BenchmarkStack(Folders usual, Beside beside, Consumer<String> notices) {
        this.beside = beside;
        this.folders = usual.forBenchmarks();
        this.settings = settings();
        this.stack = new Stack(folders, notices, settings);
    }

    /** Starts everything with empty stores. The artefacts have to be built. */
    public void up() throws InterruptedException {
        down();
        try {
            Files.createDirectories(rules().getParent());
            Files.writeString(rules(), GatewayLimits.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StackState state = stack.ensureUp();
        // Until here the stack takes back by itself what it has started.
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Secrets secrets = Secrets.load(folders.secrets());
        if (beside == Beside.BARE_SERVERS) {
            startBare("bare-route", BARE_ROUTE, gatewayPort);
            startBare("bare-netty", BARE_NETTY, serverPort);
            return;
        }
        if (beside == Beside.SECOND_ORDER_SERVICE) {
            startSecond(starter(state, secrets));
            return;
        }
        if (beside == Beside.NOTHING) {
            return;
        }
        MariaDb.running(folders.place(Component.MARIADB), state.port(Port.MARIADB), secrets.get("db.admin.password"))
                .orElseThrow(() -> new LauncherProblem("MariaDB of the benchmark has ended."))
                .createDatabase(DATABASE, "fs_" + DATABASE, secrets.databasePassword(DATABASE));
        startServer(state, secrets);
        startGateway(starter(state, secrets));
    }

    /** The command line of the benchmark, without its arguments. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Java.executable().toString());
        command.addAll(Java.options(256, 1024));
        command.addAll(List.of("-Dlogback.configurationFile=quiet-logback.xml", "-cp", classPath(), BENCHMARK));
        return command;
    }

    /** What the benchmark has to know of this stack. */
    public Map<String, String> environment() {
        StackState state = StackState.read(folders);
        Secrets secrets = Secrets.load(folders.secrets());
        Map<String, Long> platform = new TreeMap<>();
        for (Component component : Component.values()) {
            platform.put(component.label(), pid(folders.place(component)));
        }
        Map<String, Long> baseline = new TreeMap<>();
        if (beside == Beside.BARE_SERVERS) {
            baseline.put("bare-route", pid(place("bare-route")));
            baseline.put("bare-netty", pid(place("bare-netty")));
        } else if (beside == Beside.SECOND_ORDER_SERVICE) {
            baseline.put(SECOND, pid(place(SECOND)));
        } else if (beside == Beside.NOTHING) {
            for (Component component : List.of(Component.MARIADB, Component.SEATA)) {
                baseline.put(component.label(), pid(folders.place(component)));
            }
        } else {
            SHARED.forEach(component -> baseline.put(component.label(), pid(folders.place(component))));
            baseline.put("baseline-server", pid(server()));
            baseline.put("baseline-gateway", pid(gateway()));
        }
        Map<String, String> variables =
                new LinkedHashMap<>(starter(state, secrets).environment(Component.GATEWAY));
        variables.put("FLASHSALE_BENCHMARK_HOME", folders.home().toString());
        variables.put("FLASHSALE_BENCHMARK_DIST", folders.dist().toString());
        variables.put("FLASHSALE_BENCHMARK_GATEWAY_URL", "http://127.0.0.1:" + gatewayPort);
        variables.put("FLASHSALE_BENCHMARK_BASELINE_URL", "http://127.0.0.1:" + serverPort);
        variables.put("FLASHSALE_BENCHMARK_DB_PORT", Integer.toString(state.port(Port.MARIADB)));
        variables.put("FLASHSALE_BENCHMARK_DB_PASSWORD", secrets.auditorPassword());
        variables.put("FLASHSALE_BENCHMARK_PLATFORM_PIDS", text(platform));
        variables.put("FLASHSALE_BENCHMARK_BASELINE_PIDS", text(baseline));
        variables.put("FLASHSALE_REDIS_URL", stockRedis(state, secrets));
        variables.put("FLASHSALE_SEATA_SERVER", "127.0.0.1:" + state.port(Port.SEATA));
        return variables;
    }

    /** Stops everything and deletes its data. */
    public void stop() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // Interrupted: the hook is at work.
            return;
        }
        down();
    }

    private void down() {
        // It is no part of the stack, which would stop what it needs first.
        ManagedProcess.running(place(SECOND)).ifPresent(second -> second.stop(Starter.stopPatience(Component.ORDER)));
        // Whatever else runs in this home is found by its pid file.
        stack.down();
        stack.wipe();
    }

    private void startServer(StackState state, Secrets secrets) throws InterruptedException {
        Broker.running(folders.place(Component.BROKER), state.port(Port.BROKER))
                .orElseThrow(() -> new LauncherProblem("The broker of the benchmark has ended."))
                .createTopics(state.port(Port.NAME_SERVER), List.of("benchmark-orders"));
        Map<String, String> variables = new TreeMap<>();
        variables.put("SERVER_PORT", Integer.toString(serverPort));
        variables.put("FLASHSALE_DB_URL", state.databaseUrl(DATABASE));
        variables.put("FLASHSALE_DB_USER", "fs_" + DATABASE);
        variables.put("FLASHSALE_DB_PASSWORD", secrets.databasePassword(DATABASE));
        variables.put("FLASHSALE_REDIS_URL", stockRedis(state, secrets));
        variables.put("FLASHSALE_ROCKETMQ_NAMESRV", "127.0.0.1:" + state.port(Port.NAME_SERVER));
        variables.put("FLASHSALE_INTERNAL_SECRET", secrets.internalSecret());
        List<String> command = new ArrayList<>();
        command.add(Java.executable().toString());
        command.addAll(ServiceJvm.options(folders, Component.ORDER, Jit.FULL));
        command.addAll(List.of("-cp", classPath(), SERVER));
        ManagedProcess.start(server(), command, variables)
                .awaitReady(() -> Health.isOk(serverPort, "/actuator/health"), START_DEADLINE);
    }

    private void startGateway(Starter starter) throws InterruptedException {
        int managementPort = free.any();
        Map<String, String> variables = starter.environment(Component.GATEWAY);
        variables.put("SERVER_PORT", Integer.toString(gatewayPort));
        variables.put("FLASHSALE_GATEWAY_MANAGEMENT_PORT", Integer.toString(managementPort));
        variables.put("FLASHSALE_ORDER_URL", "http://127.0.0.1:" + serverPort);
        ManagedProcess.start(gateway(), starter.command(Component.GATEWAY), variables)
                .awaitReady(() -> Health.isOk(managementPort, "/actuator/health"), START_DEADLINE);
    }

    private void startSecond(Starter starter) throws InterruptedException {
        Map<String, String> variables = starter.environment(Component.ORDER);
        variables.put("SERVER_PORT", Integer.toString(serverPort));
        ManagedProcess.start(place(SECOND), starter.command(Component.ORDER), variables)
                .awaitReady(() -> Health.isOk(serverPort, "/actuator/health"), START_DEADLINE);
    }

    private void startBare(String name, String main, int port) throws InterruptedException {
        Path libraries =
                ServiceArtefact.of(folders, Component.GATEWAY).unpackedJar().resolveSibling("lib");
        List<String> command = new ArrayList<>();
        command.add(Java.executable().toString());
        command.addAll(ServiceJvm.options(folders, Component.GATEWAY, Jit.FULL));
        command.addAll(List.of("-cp", classes() + ":" + libraries + "/*", main));
        ManagedProcess.start(place(name), command, Map.of("SERVER_PORT", Integer.toString(port)))
                .awaitReady(() -> Health.isOk(port, "/constant"), START_DEADLINE);
    }

    private Starter starter(StackState state, Secrets secrets) {
        return new Starter(folders, Stack.ports(state), secrets, settings);
    }

    private Map<Component, Map<String, String>> settings() {
        Map<Component, Map<String, String>> each = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            if (component.kind() == Component.Kind.SERVICE) {
                each.put(component, Map.of(Jit.VARIABLE, "full"));
            }
        }
        // Nobody sits at a second desk to agree to millions of units.
        each.put(
                Component.INVENTORY,
                Map.of(Jit.VARIABLE, "full", "FLASHSALE_INVENTORY_FOUREYESABOVE", Long.toString(Long.MAX_VALUE)));
        each.put(Component.GATEWAY, Map.of(Jit.VARIABLE, "full", "FLASHSALE_GATEWAY_LIMITS", "file:" + rules()));
        return each;
    }

    private Path rules() {
        return folders.data().resolve("no-limit.json");
    }

    private String classPath() {
        return classes() + ":" + classes().resolveSibling("lib") + "/*";
    }

    private Path classes() {
        return folders.root().resolve("loadtest/benchmark/target/classes");
    }

    private Place server() {
        return place("baseline-server");
    }

    private Place gateway() {
        return place("baseline-gateway");
    }

    private Place place(String name) {
        return Place.under(folders.home(), name, true);
    }

    private static String stockRedis(StackState state, Secrets secrets) {
        return Redis.url(state.port(Port.REDIS_STOCK), secrets.get("redis.stock.password"));
    }

    private static long pid(Place place) {
        return ManagedProcess.running(place)
                .map(ManagedProcess::pid)
                .orElseThrow(() -> new LauncherProblem(place.name() + " has ended; its log is " + place.log()));
    }

    private static String text(Map<String, Long> pids) {
        return pids.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
