package io.flashsale.launcher.stack;

import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Poll;
import io.flashsale.middleware.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The whole platform on this machine. Every method may be called at any time, in whatever state the stack is. */
public final class Stack {

    private static final long NEEDED_BYTES = 1L << 30;
    private static final Duration KEPT_PATIENCE = Duration.ofSeconds(60);
    private static final Duration TO_LET_GO = Duration.ofSeconds(3);

    private final Folders folders;
    private final Consumer<String> notices;
    private final Map<Component, Map<String, String>> settings;
    private final Object stateLock = new Object();

    /**
     * Speaks of the stack below the given folders.
     *
     * @param notices receives progress, one plain line at a time
     */
    public Stack(Folders folders, Consumer<String> notices) {
        this(folders, notices, Map.of());
    }

    /**
     * Speaks of a stack that is configured differently.
     *
     * @param settings environment variables of services, in addition to or in place of the usual ones
     */
    public Stack(Folders folders, Consumer<String> notices, Map<Component, Map<String, String>> settings) {
        this.folders = folders;
        this.notices = notices;
        this.settings = settings;
    }

    /** The stack of the current source tree, reporting to standard output. */
    public static Stack current() {
        return new Stack(Folders.current(), System.out::println);
    }

    public Folders folders() {
        return folders;
    }

    /** Starts whatever is missing and returns when everything is ready. The artefacts have to be built. */
    public StackState ensureUp() {
        return up(EnumSet.allOf(Component.class));
    }

    /**
     * Starts the given components and what they need, as far as they do not run already. One that runs but does not
     * answer, or that was built or configured differently since, is started again.
     *
     * @throws LauncherProblem if something cannot be started; what runs by then keeps running
     */
    public StackState up(Set<Component> wanted) {
        checkDiskSpace();
        return StackLock.holding(folders, () -> startAlone(Component.withNeeds(wanted)));
    }

    /** Stops everything, users before what they use. Returns the number of processes that were stopped. */
    public int down() {
        return StackLock.holding(folders, this::stopAlone);
    }

    /** Stops one component and starts it again where it was; the others keep running. */
    public void restart(Component component) {
        checkDiskSpace();
        StackLock.holding(folders, () -> restartAlone(component));
    }

    /** Ends one component at once, as a crash of the machine would; nothing starts it again. */
    public void kill(Component component) {
        ManagedProcess.running(folders.place(component)).ifPresent(ManagedProcess::kill);
    }

    /** The process of a component, if it lives. */
    public Optional<ProcessHandle> process(Component component) {
        return ManagedProcess.running(folders.place(component)).flatMap(process -> ProcessHandle.of(process.pid()));
    }

    /** Deletes all data of a stack that is down; programs, secrets and logs stay. */
    public void wipe() {
        StackLock.holding(folders, this::wipeAlone);
    }

    /** Makes later starts of this build faster, once, in the background, unless that is done or under way. */
    public void beginTraining() {
        Training.beginIfUseful(folders);
    }

    /** Puts the training off: nothing but the stack uses the processor any more. */
    public void stopTraining() {
        Training.stop(folders);
    }

    /** The components that have a living process. */
    public Set<Component> alive() {
        Set<Component> alive = EnumSet.noneOf(Component.class);
        for (Component component : Component.values()) {
            if (ManagedProcess.running(folders.place(component)).isPresent()) {
                alive.add(component);
            }
        }
        return alive;
    }

    /** When each living process started. */
    public List<Instant> startTimes() {
        return alive().stream()
                .map(component -> ManagedProcess.running(folders.place(component)))
                .flatMap(Optional::stream)
                .map(process -> ProcessHandle.of(process.pid()))
                .flatMap(Optional::stream)
                .map(process -> process.info().startInstant())
                .flatMap(Optional::stream)
                .toList();
    }

    private StackState startAlone(Set<Component> all) {
        StackState before = StackState.read(folders);
        Set<Component> alive = alive();
        reportLost(before, alive);
        Map<Port, Integer> ports = PortPlan.decide(before, alive, notices);
        Starter starter = new Starter(folders, ports, Secrets.load(folders.secrets()), settings);
        save(before.withPorts(ports));
        long begin = System.nanoTime();
        int started = startMissing(all, ports, starter);
        if (started == Component.values().length) {
            save(StackState.read(folders).ready(Instant.now(), secondsSince(begin)));
        }
        if (started > 0) {
            notices.accept(String.format(Locale.ROOT, "Ready after %.1f s.", secondsSince(begin)));
        }
        return StackState.read(folders);
    }

    private int stopAlone() {
        Training.stop(folders);
        Set<Component> alive = alive();
        StartOrder.backward(alive, alive.size() + 1, component -> {
            long begin = System.nanoTime();
            stop(component);
            notices.accept(line(component.label(), "stopped", secondsSince(begin)));
        });
        List<String> strangers = ManagedProcess.reap(folders.run(), Duration.ofSeconds(10));
        strangers.forEach(name -> notices.accept("  " + name + " of an earlier run stopped"));
        StackState state = StackState.read(folders);
        for (Component component : Component.values()) {
            state = state.without(component);
        }
        save(state);
        return alive.size() + strangers.size();
    }

    private StackState restartAlone(Component component) {
        StackState before = StackState.read(folders);
        stop(component);
        awaitPorts(before, component);
        Map<Port, Integer> ports = PortPlan.decide(before, alive(), notices);
        Starter starter = new Starter(folders, ports, Secrets.load(folders.secrets()), settings);
        save(before.withPorts(ports).without(component));
        try (StartSession session = new StartSession(folders, notices)) {
            StartOrder.forward(EnumSet.of(component), 1, it -> start(it, starter, session));
        }
        return StackState.read(folders);
    }

    /** A process that has just ended, above all by a crash, lets go of its ports a moment later. */
    private static void awaitPorts(StackState before, Component component) {
        try {
            Poll.until(
                    () -> Arrays.stream(Port.values())
                            .filter(port -> port.component() == component)
                            .allMatch(port -> Ports.isFree(before.port(port))),
                    TO_LET_GO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherProblem("Interrupted while " + component.label() + " was ending.");
        }
    }

    private boolean wipeAlone() {
        if (!alive().isEmpty()) {
            throw new LauncherProblem("The stack is running; stop it first with: flashsale down");
        }
        ServiceArtefact.delete(folders.data());
        return true;
    }

    private int startMissing(Set<Component> all, Map<Port, Integer> ports, Starter starter) {
        Set<Component> started = EnumSet.noneOf(Component.class);
        int parallel = Runtime.getRuntime().availableProcessors() + 2;
        try (StartSession session = new StartSession(folders, notices)) {
            StartOrder.forward(all, parallel, component -> {
                if (!keep(component, ports, starter)) {
                    start(component, starter, session);
                    synchronized (started) {
                        started.add(component);
                    }
                }
            });
        }
        return started.size();
    }

    /** Whether the component runs as it should; if it runs but not as it should, it is stopped. */
    private boolean keep(Component component, Map<Port, Integer> ports, Starter starter) throws InterruptedException {
        Optional<ManagedProcess> process = ManagedProcess.running(folders.place(component));
        if (process.isEmpty()) {
            return false;
        }
        boolean same = StackState.read(folders)
                .running(component)
                .map(entry -> entry.fingerprint().equals(starter.fingerprint(component)))
                .orElse(false);
        if (!same) {
            notices.accept("  " + component.label() + " runs an older build or other settings; starting it again");
        } else if (answersWithin(component, ports)) {
            return true;
        } else {
            notices.accept("  " + component.label() + " runs but does not answer; starting it again");
        }
        stop(component);
        return false;
    }

    private static boolean answersWithin(Component component, Map<Port, Integer> ports) throws InterruptedException {
        return Poll.until(() -> Health.answers(component, ports), KEPT_PATIENCE);
    }

    private void start(Component component, Starter starter, StartSession session) throws InterruptedException {
        long begin = System.nanoTime();
        session.begin(component);
        try {
            ManagedProcess process = starter.start(component);
            double seconds = secondsSince(begin);
            int port = StackState.read(folders).port(Port.of(component).getFirst());
            String scheme = component.kind() == Component.Kind.SERVICE ? "http://" : "";
            update(
                    component,
                    new StackState.Running(
                            process.pid(),
                            scheme + "127.0.0.1:" + port,
                            process.log().toString(),
                            starter.fingerprint(component),
                            seconds));
            notices.accept(line(component.label(), "ready", seconds));
        } finally {
            session.settle(component);
        }
    }

    private void stop(Component component) {
        ManagedProcess.running(folders.place(component))
                .ifPresent(process -> process.stop(Starter.stopPatience(component)));
    }

    private void reportLost(StackState before, Set<Component> alive) {
        String lost = EnumSet.allOf(Component.class).stream()
                .filter(component -> before.running(component).isPresent() && !alive.contains(component))
                .map(Component::label)
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            notices.accept("An earlier run lost " + lost + "; starting again what is missing.");
        }
    }

    private void checkDiskSpace() {
        try {
            Files.createDirectories(folders.home());
            long free = Files.getFileStore(folders.home()).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new LauncherProblem("Only " + (free >> 20) + " MiB are free on the disk of " + folders.home()
                        + "; the stack needs at least " + (NEEDED_BYTES >> 20) + " MiB.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void update(Component component, StackState.Running entry) {
        synchronized (stateLock) {
            StackState.read(folders).with(component, entry).write(folders);
        }
    }

    private void save(StackState state) {
        synchronized (stateLock) {
            state.write(folders);
        }
    }

    private static String line(String name, String what, double seconds) {
        return String.format(Locale.ROOT, "  %-20s %-8s %5.1f s", name, what, seconds);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The numbers of all ports as last decided. */
    static Map<Port, Integer> ports(StackState state) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, state.port(port));
        }
        return ports;
    }
}
