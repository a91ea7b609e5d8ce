package io.flashsale.middleware;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** The built class path of a server below {@code infra/servers}: overriding classes first, then its libraries. */
final class ServerClassPath {

    private ServerClassPath() {}

    static String of(Path repository, String server) {
        Path target = repository.resolve("infra/servers").resolve(server).resolve("target");
        if (!Files.isDirectory(target.resolve("lib")) || !Files.isDirectory(target.resolve("classes"))) {
            throw new IllegalStateException("The " + server + " server is not built: " + target.resolve("lib")
                    + " is missing. Build it with: mvn -pl infra/servers/" + server + " package");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
}
