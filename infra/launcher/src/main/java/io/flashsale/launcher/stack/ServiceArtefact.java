package io.flashsale.launcher.stack;

import io.flashsale.middleware.Java;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The packaged jar of a service. It is run unpacked, which starts faster; each build is unpacked once, into a
 * folder beside it whose name tells the build.
 *
 * @param fingerprint differs from build to build
 */
record ServiceArtefact(Path jar, String fingerprint) {

    private static final String FOLDER = "unpacked-";

    /** Finds the jar that Maven built. */
    static ServiceArtefact of(Folders folders, Component service) {
        Path target = folders.root().resolve(service.module()).resolve("target");
        Path jar = find(target, service.label() + "-").orElse(null);
        if (jar == null) {
            throw new LauncherProblem("There is no jar of " + service.label() + " in " + target
                    + ". Build it with: mvn -DskipTests package -pl " + service.module() + " -am");
        }
        try {
            String build = Files.size(jar) + "/" + Files.getAttribute(jar, "unix:ctime");
            return new ServiceArtefact(jar, Fingerprint.of(build));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the jar to run is or will be. */
    Path unpackedJar() {
        return jar.resolveSibling(FOLDER + fingerprint).resolve(jar.getFileName());
    }

    /** The jar to run, with its libraries beside it; unpacked now if this build was not unpacked before. */
    Path unpacked() throws InterruptedException {
        Path folder = jar.resolveSibling(FOLDER + fingerprint);
        if (!Files.isDirectory(folder)) {
            unpack(folder);
        }
        return unpackedJar();
    }

    /** Deletes what earlier builds unpacked. Nothing may run from there any more. */
    void deleteEarlierBuilds() {
        try (Stream<Path> siblings = Files.list(jar.getParent())) {
            siblings.filter(path -> path.getFileName().toString().startsWith(FOLDER))
                    .filter(path -> !path.getFileName().toString().equals(FOLDER + fingerprint))
                    .forEach(ServiceArtefact::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(Path folder) throws InterruptedException {
        try {
            Path draft = Files.createTempDirectory(jar.getParent(), ".unpacking-");
            if (hasTools()) {
                unpackWithTools(draft);
            } else {
                Files.copy(jar, draft.resolve(jar.getFileName()));
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service without Spring is so small that unpacking it gains nothing. */
    private boolean hasTools() throws IOException {
        try (JarFile entries = new JarFile(jar.toFile())) {
            return entries.stream().anyMatch(entry -> entry.getName().startsWith("BOOT-INF/lib/spring-core-"));
        }
    }

    private void unpackWithTools(Path folder) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(List.of(
                        Java.executable().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0 || !Files.exists(folder.resolve(jar.getFileName()))) {
            delete(folder);
            throw new LauncherProblem(jar + " cannot be unpacked: " + output.strip());
        }
    }

    private static Optional<Path> find(Path target, String prefix) {
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().matches(".*\\d(-SNAPSHOT)?\\.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
