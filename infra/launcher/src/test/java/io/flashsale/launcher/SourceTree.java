package io.flashsale.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lends what the source tree has built to a stack that keeps its own data, logs and ports elsewhere. */
public final class SourceTree {

    private static final Path DIST = Path.of(".flashsale/dist");

    private SourceTree() {}

    /** Makes the given folders, and the unpacked native servers, appear below another root. */
    public static void lend(Path root, String... folders) throws IOException {
        Files.createDirectories(repository().resolve(DIST));
        link(root, DIST);
        for (String folder : folders) {
            link(root, Path.of(folder));
        }
    }

    private static void link(Path root, Path folder) throws IOException {
        Path link = root.resolve(folder);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, repository().resolve(folder));
    }

    private static Path repository() {
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("infra/servers"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder);
    }
}
