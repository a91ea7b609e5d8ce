package io.flashsale.middleware;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of ours: started with a log and a pid file, found again by the pid file, stopped for certain. */
public final class ManagedProcess {

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private final Place place;
    private final ProcessHandle handle;

    private ManagedProcess(Place place, ProcessHandle handle) {
        this.place = place;
        this.handle = handle;
    }

    /**
     * Starts a command. Its output goes to the log of the place; the log of the run before is kept beside it
     * with the ending {@code .1}.
     *
     * @throws StartFailure if the command cannot be run at all
     */
    public static ManagedProcess start(Place place, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(place.data());
            Files.createDirectories(place.log().toAbsolutePath().getParent());
            if (Files.exists(place.log())) {
                Files.move(
                        place.log(),
                        place.log().resolveSibling(place.log().getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(place.detached() ? detached(command) : command)
                    .directory(place.data().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(place.log().toFile());
            builder.environment().putAll(environment);
            ProcessHandle handle = builder.start().toHandle();
            new PidFile(place.pidFile()).write(handle);
            return new ManagedProcess(place, handle);
        } catch (IOException e) {
            throw new StartFailure(place.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** The process that an earlier call, perhaps of another JVM, started at this place and that still runs. */
    public static Optional<ManagedProcess> running(Place place) {
        return new PidFile(place.pidFile()).process().map(handle -> new ManagedProcess(place, handle));
    }

    /**
     * Stops whatever the pid files in a folder still point to.
     *
     * @return the names of the processes that had to be stopped
     */
    public static List<String> reap(Path runFolder, Duration patience) {
        List<String> reaped = new ArrayList<>();
        for (Path pidFile : PidFile.in(runFolder)) {
            String name = pidFile.getFileName().toString().replaceFirst("\\.pid$", "");
            Place place = new Place(name, runFolder, runFolder.resolve(name + ".log"), pidFile, false);
            Optional<ManagedProcess> leftover = running(place);
            leftover.ifPresent(process -> {
                process.stop(patience);
                reaped.add(name);
            });
            new PidFile(pidFile).delete();
        }
        return reaped;
    }

    public String name() {
        return place.name();
    }

    public long pid() {
        return handle.pid();
    }

    public Path log() {
        return place.log();
    }

    public boolean isAlive() {
        return PidFile.isAlive(handle);
    }

    /**
     * Waits until the check succeeds.
     *
     * @throws StartFailure if the process ends or the deadline passes before; a process that only was too slow is
     *     stopped
     */
    public void awaitReady(ReadyCheck check, Duration deadline) throws InterruptedException {
        boolean[] ready = new boolean[1];
        boolean decided = Poll.until(
                () -> {
                    ready[0] = succeeds(check);
                    return ready[0] || !isAlive();
                },
                deadline);
        if (!decided) {
            stop(KILL_PATIENCE);
            throw StartFailure.of(name() + " was not ready within " + deadline.toSeconds() + " s.", log());
        }
        if (!ready[0] || !isAlive()) {
            new PidFile(place.pidFile()).delete();
            throw StartFailure.of(name() + " ended while it was starting.", log());
        }
    }

    /** Waits until the process has ended by itself; false if it still runs after the given time. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        boolean ended = Poll.until(() -> !isAlive(), patience);
        if (ended) {
            new PidFile(place.pidFile()).delete();
        }
        return ended;
    }

    /** Asks the process to end, waits, and kills it when it has not ended after the given time. */
    public void stop(Duration patience) {
        handle.destroy();
        if (!endsWithin(patience)) {
            kill();
        }
        new PidFile(place.pidFile()).delete();
    }

    /** Ends the process at once, as a crash of the machine would. */
    public void kill() {
        handle.destroyForcibly();
        if (!endsWithin(KILL_PATIENCE)) {
            throw new IllegalStateException(name() + " (pid " + pid() + ") cannot be killed");
        }
        new PidFile(place.pidFile()).delete();
    }

    private boolean endsWithin(Duration patience) {
        try {
            return Poll.until(() -> !isAlive(), patience);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean succeeds(ReadyCheck check) {
        try {
            return check.isReady();
        } catch (Exception ignored) {
            return false;
        }
    }

    private static List<String> detached(List<String> command) {
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid", "/opt/homebrew/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                List<String> wrapped = new ArrayList<>();
                wrapped.add(setsid);
                wrapped.addAll(command);
                return wrapped;
            }
        }
        return command;
    }
}
