package io.flashsale.launcher.stack;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Broker;
import io.flashsale.middleware.Database;
import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.NameServer;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Redis;
import io.flashsale.middleware.SeataServer;
import io.flashsale.middleware.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts one component and waits until it is ready. */
final class Starter {

    private static final Duration SERVICE_DEADLINE = Duration.ofMinutes(3);
    private static final Duration SERVICE_STOP_PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SERVICE_DATABASES = List.of("inventory", "orders", "payment", "reward");

    private final Folders folders;
    private final Map<Port, Integer> ports;
    private final Secrets secrets;
    private final Map<Component, Map<String, String>> settings;
    private final Binaries binaries;

    /**
     * Starts components on the given ports.
     *
     * @param settings environment variables of services, in addition to or in place of the usual ones
     */
    Starter(Folders folders, Map<Port, Integer> ports, Secrets secrets, Map<Component, Map<String, String>> settings) {
        this.folders = folders;
        this.ports = ports;
        this.secrets = secrets;
        this.settings = settings;
        this.binaries = new Binaries(folders.dist());
    }

    ManagedProcess start(Component component) throws InterruptedException {
        Place place = folders.place(component);
        return switch (component) {
            case MARIADB -> mariaDb(place);
            case REDIS_STOCK ->
                Redis.start(
                                binaries,
                                place,
                                port(Port.REDIS_STOCK),
                                secrets.get("redis.stock.password"),
                                Redis.Durability.ALWAYS)
                        .process();
            case REDIS_EDGE ->
                Redis.start(
                                binaries,
                                place,
                                port(Port.REDIS_EDGE),
                                secrets.get("redis.edge.password"),
                                Redis.Durability.EVERYSEC)
                        .process();
            case NAME_SERVER ->
                NameServer.start(folders.root(), place, port(Port.NAME_SERVER)).process();
            case BROKER ->
                Broker.start(
                                folders.root(),
                                place,
                                port(Port.BROKER),
                                port(Port.NAME_SERVER),
                                Broker.Settings.forUse(),
                                Topics.ALL)
                        .process();
            case SEATA ->
                SeataServer.start(
                                folders.root(),
                                place,
                                port(Port.SEATA),
                                port(Port.SEATA_CONSOLE),
                                new Database(
                                        "seata",
                                        MariaDb.url(port(Port.MARIADB), "seata"),
                                        "fs_seata",
                                        secrets.databasePassword("seata")),
                                secrets.get("seata.console.password"))
                        .process();
            default -> service(component, place);
        };
    }

    /** Tells whether a component would be started differently now than it was. */
    String fingerprint(Component component) {
        if (component.kind() == Component.Kind.SERVICE) {
            return Fingerprint.of(ServiceArtefact.of(folders, component).fingerprint()
                    + ServiceJvm.options(folders, component, jit(component))
                    + environment(component));
        }
        StringBuilder text = new StringBuilder();
        Port.of(component).forEach(port -> text.append(port(port)).append(' '));
        component
                .needs()
                .forEach(need -> text.append(port(Port.of(need).getFirst())).append(' '));
        return Fingerprint.of(text.toString());
    }

    /** How long a component may take to end in good order. */
    static Duration stopPatience(Component component) {
        return switch (component) {
            case MARIADB -> MariaDb.STOP_PATIENCE;
            case REDIS_STOCK, REDIS_EDGE -> Redis.STOP_PATIENCE;
            case NAME_SERVER -> NameServer.STOP_PATIENCE;
            case BROKER -> Broker.STOP_PATIENCE;
            case SEATA -> SeataServer.STOP_PATIENCE;
            default -> SERVICE_STOP_PATIENCE;
        };
    }

    private ManagedProcess mariaDb(Place place) throws InterruptedException {
        MariaDb server = MariaDb.start(binaries, place, port(Port.MARIADB), secrets.get("db.admin.password"));
        for (String database : SERVICE_DATABASES) {
            server.createDatabase(database, "fs_" + database, secrets.databasePassword(database));
        }
        server.createDatabase("seata", "fs_seata", secrets.databasePassword("seata"));
        server.createReader("fs_auditor", secrets.auditorPassword());
        return server.process();
    }

    private ManagedProcess service(Component component, Place place) throws InterruptedException {
        ServiceArtefact artefact = ServiceArtefact.of(folders, component);
        artefact.unpacked();
        artefact.deleteEarlierBuilds();
        ManagedProcess process = ManagedProcess.start(place, command(component), environment(component));
        process.awaitReady(() -> Health.answers(component, ports), SERVICE_DEADLINE);
        return process;
    }

    /** The command line of a service whose jar is unpacked. */
    List<String> command(Component service) {
        Path jar = ServiceArtefact.of(folders, service).unpackedJar();
        return ServiceJvm.command(ServiceJvm.options(folders, service, jit(service)), AotCache.of(jar), jar);
    }

    /** The variables a service is started with. */
    Map<String, String> environment(Component component) {
        Map<String, String> environment = new ServiceEnvironment(folders, ports, secrets).of(component);
        environment.putAll(settings.getOrDefault(component, Map.of()));
        return environment;
    }

    private Jit jit(Component service) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(settings.getOrDefault(service, Map.of()));
        return Jit.chosenIn(variables);
    }

    private int port(Port port) {
        return ports.getOrDefault(port, port.usual());
    }
}
