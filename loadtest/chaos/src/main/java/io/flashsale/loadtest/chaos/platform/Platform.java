package io.flashsale.loadtest.chaos.platform;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.flashsale.launcher.sale.LocalTarget;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.GatewayLimits;
import io.flashsale.launcher.stack.Port;
import io.flashsale.launcher.stack.Secrets;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.auditor.Stores;
import io.flashsale.loadtest.faults.FaultAgent;
import io.flashsale.loadtest.faults.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A platform of its own, with empty stores, whose parts can be killed, paused, cut off from each other and made to end
 * at a given point of their code. It is configured as usual but for three things: the profile that lets faults in, no
 * limit to requests per second, and proxies on the connections that can be made to fail.
 */
public final class Platform implements AutoCloseable {

    /** All parts of ours. */
    public static final Set<Component> SERVICES =
            EnumSet.of(Component.INVENTORY, Component.REWARD, Component.PAYMENT, Component.ORDER, Component.GATEWAY);

    private final Folders folders;
    private final Consumer<String> notices;
    private final Map<Link, FaultProxy> proxies = new EnumMap<>(Link.class);
    private final Thread onExit = new Thread(this::stopAndWipe, "stop-the-platform");
    private Stack stack;
    private final Set<Component> skewed = EnumSet.noneOf(Component.class);
    private int plans;

    private Platform(Folders folders, Consumer<String> notices) {
        this.folders = folders;
        this.notices = notices;
        for (Link link : Link.values()) {
            proxies.put(link, FaultProxy.before(() -> StackState.read(folders).port(link.to())));
        }
        this.stack = new Stack(folders, notices, settings(Map.of()));
    }

    /**
     * Starts everything. The artefacts have to be built.
     *
     * @param notices receives progress, one plain line at a time
     */
    public static Platform start(Folders folders, Consumer<String> notices) {
        Platform platform = new Platform(folders, notices);
        platform.stopAndWipe();
        Runtime.getRuntime().addShutdownHook(platform.onExit);
        platform.begin();
        return platform;
    }

    private void begin() {
        try {
            Files.createDirectories(limits().getParent());
            Files.writeString(limits(), GatewayLimits.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stack.ensureUp();
    }

    public URI gateway() {
        return URI.create(StackState.read(folders).url(Component.GATEWAY));
    }

    public Stores stores() {
        return LocalTarget.stores(folders, StackState.read(folders));
    }

    /** Keys of the permissions to buy. */
    public String purchaseTokenKeys() {
        return Secrets.load(folders.secrets()).purchaseTokenKeys();
    }

    /** {@code host:port} of the name server. */
    public String nameServer() {
        return "127.0.0.1:" + StackState.read(folders).port(Port.NAME_SERVER);
    }

    /** Where histories and reports of faults are written. */
    public Path work() {
        return folders.data().resolve("chaos");
    }

    /** The folder in which a component keeps its data. */
    public Path dataOf(Component component) {
        return folders.data().resolve(component.label());
    }

    public FaultProxy link(Link link) {
        FaultProxy proxy = proxies.get(link);
        if (proxy == null) {
            throw new IllegalStateException(link.name());
        }
        return proxy;
    }

    /** Ends components at once. */
    public void kill(Set<Component> components) {
        components.forEach(stack::kill);
    }

    /** Starts what does not run, and waits until it is ready. */
    public void restart(Set<Component> components) {
        if (components.size() == 1) {
            stack.restart(components.iterator().next());
        } else {
            stack.up(components);
        }
    }

    /** Starts whatever does not run. */
    public void mend() {
        proxies.values().forEach(FaultProxy::heal);
        Set<Component> missing = EnumSet.allOf(Component.class);
        missing.removeAll(stack.alive());
        if (!missing.isEmpty()) {
            restart(missing);
        }
    }

    /** Stops the clock of a component, as a long garbage collection or a frozen machine would. */
    public void pause(Component component) {
        signal("STOP", component);
    }

    /** Lets a paused component go on. */
    public void goOn(Component component) {
        signal("CONT", component);
    }

    public boolean isAlive(Component component) {
        return stack.process(component).isPresent();
    }

    /** Plants a crash: the process ends when the point is reached for the n-th time from now. */
    public PlantedFault plantHalt(CrashPoint point, int occurrence) {
        return plant(point.component(), report -> FaultPlan.of(report, point.halting(occurrence)));
    }

    /** Plants a delay: the next thread that reaches the point is held there. */
    public PlantedFault plantHold(CrashPoint point, Duration pause) {
        return plant(point.component(), report -> FaultPlan.of(report, point.holding(pause)));
    }

    /** Sets the clock of a service that runs; it is right again after {@link #setClocksRight}. */
    public PlantedFault skewClock(Component service, Duration by) {
        skewed.add(service);
        return plant(service, report -> FaultPlan.of(report, by));
    }

    /** Sets every clock that is wrong. */
    public void setClocksRight() {
        skewed.stream()
                .filter(this::isAlive)
                .forEach(service -> plant(service, report -> FaultPlan.of(report, Duration.ZERO)));
        skewed.clear();
    }

    /**
     * Starts services again with plans that take effect from their first moment.
     *
     * @param plans by service
     * @param databaseOption added to the JDBC URLs of these services; may be empty
     */
    public void startWith(Map<Component, FaultPlan> plans, String databaseOption) {
        Map<Component, Path> files = new EnumMap<>(Component.class);
        plans.forEach((component, plan) -> {
            Path file = next("plan-" + component.label());
            plan.write(file);
            files.put(component, file);
        });
        Map<Component, Map<String, String>> settings = settings(files);
        if (!databaseOption.isEmpty()) {
            plans.keySet()
                    .forEach(component -> of(settings, component)
                            .put("FLASHSALE_DB_URL", databaseUrl(component) + "&" + databaseOption));
        }
        stack = new Stack(folders, notices, settings);
        stack.ensureUp();
    }

    /** Changes the database of a service, with the rights the service has. */
    public void alter(Component service, List<String> statements) {
        String database = database(service);
        String password = Secrets.load(folders.secrets()).databasePassword(database);
        try (Connection connection = DriverManager.getConnection(databaseUrl(service), "fs_" + database, password);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database + " cannot be changed: " + e.getMessage(), e);
        }
    }

    /** Starts everything again as in the beginning, with empty stores. */
    public void startOver() {
        stopAndWipe();
        stack = new Stack(folders, notices, settings(Map.of()));
        begin();
    }

    /** Copies logs, histories and reports to where nothing wipes them; answers the folder. */
    public Path keep(String name) {
        Path kept = folders.root().resolve(".flashsale/chaos-failures").resolve(name);
        for (Path from : List.of(folders.logs(), work())) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = kept.resolve(from.getFileName()).resolve(from.relativize(file));
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    /** A file nobody uses yet. */
    public Path next(String name) {
        try {
            Files.createDirectories(work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plans++;
        return work().resolve(plans + "-" + name);
    }

    private PlantedFault plant(Component component, Function<Path, FaultPlan> plan) {
        PlantedFault fault = new PlantedFault(next("fired"));
        Path file = next("plan");
        plan.apply(fault.report()).write(file);
        long pid = stack.process(component)
                .orElseThrow(() -> new IllegalStateException(component.label() + " has ended before its fault"))
                .pid();
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(agent().toString(), file.toString());
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IllegalStateException("No fault can be planted in " + component.label() + ": " + e, e);
        }
        return fault;
    }

    private void signal(String name, Component component) {
        stack.process(component).ifPresent(process -> {
            try {
                int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new IllegalStateException("kill -" + name + " " + component.label() + " ended with " + exit);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Map<Component, Map<String, String>> settings(Map<Component, Path> plans) {
        Secrets secrets = Secrets.load(folders.secrets());
        Map<Component, Map<String, String>> settings = new EnumMap<>(Component.class);
        for (Component service : SERVICES) {
            Map<String, String> variables = new TreeMap<>();
            variables.put("SPRING_PROFILES_ACTIVE", "dev," + FaultAgent.PROFILE);
            Path plan = plans.get(service);
            if (plan != null) {
                variables.put("JAVA_TOOL_OPTIONS", "-javaagent:" + agent() + "=" + plan);
            }
            settings.put(service, variables);
        }
        of(settings, Component.GATEWAY).put(GatewayLimits.VARIABLE, "file:" + limits());
        proxies.forEach(
                (link, proxy) -> of(settings, link.from()).put(link.variable(), link.address(proxy.port(), secrets)));
        return settings;
    }

    private String databaseUrl(Component service) {
        return StackState.read(folders).databaseUrl(database(service));
    }

    private static String database(Component service) {
        return service == Component.ORDER ? "orders" : service.label().replace("-service", "");
    }

    private static Map<String, String> of(Map<Component, Map<String, String>> settings, Component component) {
        return settings.computeIfAbsent(component, _ -> new TreeMap<>());
    }

    private Path agent() {
        return folders.root().resolve("loadtest/faults/target/flashsale-faults.jar");
    }

    private Path limits() {
        return folders.data().resolve("no-limit.json");
    }

    private void stopAndWipe() {
        // A paused process cannot end in good order.
        Arrays.stream(Component.values()).forEach(this::goOn);
        stack.down();
        stack.wipe();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Interrupted: the hook is at work.
            return;
        }
        stopAndWipe();
        proxies.values().forEach(FaultProxy::close);
    }

    /** What every component is called, for messages. */
    public static List<String> labels(Set<Component> components) {
        return components.stream().map(Component::label).toList();
    }
}
