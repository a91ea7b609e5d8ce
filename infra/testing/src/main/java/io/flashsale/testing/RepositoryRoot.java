package io.flashsale.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the root of the source tree: system property {@code flashsale.root}, or the nearest parent that looks so. */
public final class RepositoryRoot {

    private RepositoryRoot() {}

    /** The absolute path of the root. */
    public static Path path() {
        String configured = System.getProperty("flashsale.root");
        if (configured != null && isRoot(Path.of(configured))) {
            return Path.of(configured).toAbsolutePath();
        }
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (isRoot(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside the source tree; set the system property flashsale.root");
    }

    private static boolean isRoot(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("infra/servers"));
    }
}
