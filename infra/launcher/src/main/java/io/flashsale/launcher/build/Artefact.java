package io.flashsale.launcher.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Maven module builds, and the files it is built from.
 *
 * @param module folder below the root
 * @param inputs files and folders below the root whose change makes the artefact stale
 */
public record Artefact(String module, List<String> inputs) {

    private static final String STAMP = "built.stamp";
    private static final List<String> POMS = List.of("pom.xml", "infra/platform/pom.xml");
    private static final List<String> LIBRARIES = List.of(
            "infra/web", "infra/persistence", "infra/jobs", "infra/messaging", "infra/transactions", "infra/audit");

    /** A module that is built from its own files only. */
    public static Artefact alone(String module) {
        return new Artefact(module, List.of(module + "/src/main", module + "/pom.xml", "pom.xml"));
    }

    /** A module that is built from the shared libraries as well. */
    public static Artefact withLibraries(String module) {
        List<String> inputs = Stream.concat(
                        Stream.of(module + "/src/main", module + "/pom.xml"),
                        Stream.concat(
                                POMS.stream(),
                                LIBRARIES.stream().flatMap(each -> Stream.of(each + "/src/main", each + "/pom.xml"))))
                .toList();
        return new Artefact(module, inputs);
    }

    /** The same, built from the sources of these modules as well. */
    public Artefact and(String... modules) {
        return new Artefact(
                module,
                Stream.concat(inputs.stream(), Stream.of(modules).map(each -> each + "/src/main"))
                        .toList());
    }

    /** Whether it was never built, or one of its inputs is newer. */
    boolean isStale(Path root) {
        Optional<Instant> built = builtAt(root.resolve(module).resolve("target"));
        return built.isEmpty()
                || inputs.stream()
                        .map(root::resolve)
                        .flatMap(Artefact::files)
                        .anyMatch(file -> lastModified(file).isAfter(built.get()));
    }

    /** Notes that a build has just succeeded: Maven leaves a jar alone when its content would not change. */
    void stamp(Path root) {
        Path stamp = root.resolve(module).resolve("target").resolve(STAMP);
        try {
            Files.deleteIfExists(stamp);
            Files.createFile(stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Instant> builtAt(Path target) {
        String name = Path.of(module).getFileName().toString();
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> all = files.toList();
            boolean hasJar = all.stream().anyMatch(file -> file.toString().endsWith(".jar"));
            boolean isServer = module.startsWith("infra/servers/");
            if (!hasJar || (isServer && !Files.isDirectory(target.resolve("lib")))) {
                return Optional.empty();
            }
            return all.stream()
                    .filter(file -> {
                        String each = file.getFileName().toString();
                        return each.equals(STAMP) || ((isServer || each.contains(name)) && each.endsWith(".jar"));
                    })
                    .map(Artefact::lastChanged)
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path input) {
        if (!Files.exists(input)) {
            return Stream.empty();
        }
        try (Stream<Path> tree = Files.walk(input)) {
            return tree.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant lastModified(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reproducible builds set the modification time of a jar to a constant; its status still tells the truth. */
    private static Instant lastChanged(Path file) {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
