package io.flashsale.launcher.stack;

import io.flashsale.middleware.Java;
import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes later starts faster: once per build, after the first start, every service is brought up a second time, as
 * far as its wiring but no further, so that the JVM can write down the classes it loaded. This happens in a
 * background process of the lowest priority, one service after the other.
 */
public final class Training {

    private static final String TRAINER = "trainer";
    private static final Duration ONE_SERVICE = Duration.ofMinutes(5);

    private Training() {}

    /** Starts the background process if a service of the usual stack lacks its cache and nobody is making it. */
    static void beginIfUseful(Folders folders) {
        if (!folders.isUsual()
                || untrained(folders).isEmpty()
                || ManagedProcess.running(trainer(folders)).isPresent()) {
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("nice", "-n", "19", Java.executable().toString()));
        command.addAll(Java.options(16, 64));
        command.addAll(List.of(
                "-Dflashsale.root=" + folders.root(),
                "-D" + Folders.HOME + "=" + folders.home(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.flashsale.launcher.Flashsale",
                "train"));
        ManagedProcess.start(trainer(folders), command, Map.of());
    }

    /** Stops the background process and whatever it has started; what is trained by then stays so. */
    static void stop(Folders folders) {
        ManagedProcess.running(trainer(folders)).ifPresent(process -> process.stop(Duration.ofSeconds(5)));
        for (Component component : Component.values()) {
            ManagedProcess.running(trainee(folders, component)).ifPresent(ManagedProcess::kill);
        }
    }

    /** Trains every service that lacks its cache; the work of the background process. */
    public static void run(Folders folders) throws InterruptedException {
        Starter starter =
                new Starter(folders, Stack.ports(StackState.read(folders)), Secrets.load(folders.secrets()), Map.of());
        Ports free = new Ports();
        for (Component service : untrained(folders)) {
            Map<String, String> environment = starter.environment(service);
            environment.put("SERVER_PORT", Integer.toString(free.any()));
            environment.put("FLASHSALE_GATEWAY_MANAGEMENT_PORT", Integer.toString(free.any()));
            train(folders, service, environment);
        }
    }

    private static void train(Folders folders, Component service, Map<String, String> environment)
            throws InterruptedException {
        Path jar = ServiceArtefact.of(folders, service).unpacked();
        AotCache cache = AotCache.of(jar);
        Path draft = cache.file().resolveSibling(cache.file().getFileName() + ".draft");
        List<String> options = new ArrayList<>(ServiceJvm.options(folders, service, Jit.chosenIn(System.getenv())));
        options.add("-XX:AOTCacheOutput=" + draft);
        options.add("-Dspring.context.exit=onRefresh");
        ManagedProcess process =
                ManagedProcess.start(trainee(folders, service), ServiceJvm.command(options, cache, jar), environment);
        if (!process.awaitEnd(ONE_SERVICE)) {
            process.kill();
        }
        try {
            if (!Files.exists(draft)) {
                throw new LauncherProblem("The training of " + service.label() + " left no cache: " + process.log());
            }
            Files.move(draft, cache.file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Services of the running build without a cache; a service without Spring is too small to need one. */
    private static Set<Component> untrained(Folders folders) {
        Set<Component> services = EnumSet.noneOf(Component.class);
        for (Component component : Component.values()) {
            if (component.kind() == Component.Kind.SERVICE && component != Component.PROVIDER) {
                ServiceArtefact artefact = ServiceArtefact.of(folders, component);
                if (!AotCache.of(artefact.unpackedJar()).exists()) {
                    services.add(component);
                }
            }
        }
        return services;
    }

    private static Place trainer(Folders folders) {
        return Place.under(folders.home(), TRAINER, true);
    }

    private static Place trainee(Folders folders, Component service) {
        return Place.under(folders.home(), "train-" + service.label(), false);
    }
}
