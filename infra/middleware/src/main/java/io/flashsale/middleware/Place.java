package io.flashsale.middleware;

import java.nio.file.Path;

/**
 * Where a process keeps its files, and whether it outlives the JVM that starts it.
 *
 * @param name short and unique in its folder, such as {@code redis-stock}
 * @param detached in a session of its own, so that Ctrl-C in the terminal does not reach it
 */
public record Place(String name, Path data, Path log, Path pidFile, boolean detached) {

    /** The usual folders {@code data}, {@code logs} and {@code run} below a root. */
    public static Place under(Path root, String name, boolean detached) {
        return new Place(
                name,
                root.resolve("data").resolve(name),
                root.resolve("logs").resolve(name + ".log"),
                root.resolve("run").resolve(name + ".pid"),
                detached);
    }
}
