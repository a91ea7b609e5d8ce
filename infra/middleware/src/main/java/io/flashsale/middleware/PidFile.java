package io.flashsale.middleware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers a process across runs. Beside the pid it holds the moment the process was started, so that a
 * stranger who was given the same pid later is never taken for it.
 */
public final class PidFile {

    /** The kernel derives start times from the boot time, which clock corrections shift a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path path;

    /** A file that exists or will. */
    public PidFile(Path path) {
        this.path = path;
    }

    /** Remembers a process that runs. */
    public void write(ProcessHandle process) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path draft = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(draft, process.pid() + "\n" + started.toEpochMilli() + "\n");
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
        List<Long> numbers;
        try {
            numbers = Files.readAllLines(path).stream().map(Long::valueOf).toList();
        } catch (IOException | NumberFormatException ignored) {
            return Optional.empty();
        }
        if (numbers.size() != 2) {
            return Optional.empty();
        }
        Instant recorded = Instant.ofEpochMilli(numbers.get(1));
        return ProcessHandle.of(numbers.get(0))
                .filter(PidFile::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(started ->
                                Duration.between(started, recorded).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false));
    }

    /** Unlike {@link ProcessHandle#isAlive}, a process that has ended but was not yet collected is dead. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    /** Forgets the process. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException ignored) {
            return false;
        }
    }
}
