package io.flashsale.testing;

import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.PidFile;
import io.flashsale.middleware.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one test JVM, {@code target/middleware/<pid>}. When the JVM ends, its processes are killed and
 * their data is deleted; the logs stay until the next run. What a killed JVM left behind goes at the next run too.
 */
final class TestFolder {

    private static final String OWNER = "owner";

    private final Path path;

    private TestFolder(Path path) {
        this.path = path;
    }

    static TestFolder create() {
        Path all = Path.of("target", "middleware").toAbsolutePath();
        removeAbandoned(all);
        TestFolder folder =
                new TestFolder(all.resolve(Long.toString(ProcessHandle.current().pid())));
        new PidFile(folder.path.resolve(OWNER)).write(ProcessHandle.current());
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close, "middleware-stop"));
        return folder;
    }

    Place place(String name) {
        return Place.under(path, name, false);
    }

    Path logs() {
        return path.resolve("logs");
    }

    private void close() {
        ManagedProcess.reap(path.resolve("run"), Duration.ZERO);
        delete(path.resolve("data"));
    }

    private static void removeAbandoned(Path all) {
        for (Path folder : children(all)) {
            if (new PidFile(folder.resolve(OWNER)).process().isEmpty()) {
                ManagedProcess.reap(folder.resolve("run"), Duration.ZERO);
                delete(folder);
            }
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
