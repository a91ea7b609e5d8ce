package io.flashsale.launcher.stack;

import io.flashsale.middleware.Place;
import java.nio.file.Path;

/** The files of the stack: everything lives in {@code .flashsale} below the root of the source tree. */
public record Folders(Path root) {

    /** The source tree named by the system property {@code flashsale.root}, or the current folder. */
    public static Folders current() {
        return new Folders(Path.of(System.getProperty("flashsale.root", ""))
                .toAbsolutePath()
                .normalize());
    }

    public Path home() {
        return root.resolve(".flashsale");
    }

    /** Native servers, unpacked. */
    public Path dist() {
        return home().resolve("dist");
    }

    public Path data() {
        return home().resolve("data");
    }

    public Path logs() {
        return home().resolve("logs");
    }

    /** Pid files and the description of the running stack. */
    public Path run() {
        return home().resolve("run");
    }

    public Path secrets() {
        return home().resolve("secrets/secrets.properties");
    }

    Path stackFile() {
        return run().resolve("stack.json");
    }

    Place place(Component component) {
        return Place.under(home(), component.label(), true);
    }
}
