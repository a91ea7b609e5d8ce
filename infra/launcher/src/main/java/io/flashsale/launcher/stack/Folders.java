package io.flashsale.launcher.stack;

import io.flashsale.middleware.Place;
import java.nio.file.Path;

/**
 * The files of a stack.
 *
 * @param root of the source tree
 * @param home everything that is written lives there, {@code .flashsale} below the root unless said otherwise
 */
public record Folders(Path root, Path home) {

    /** System property that names another home. */
    static final String HOME = "flashsale.home";

    private static final String USUAL_HOME = ".flashsale";

    /** A stack in the usual place. */
    public Folders(Path root) {
        this(root, root.resolve(USUAL_HOME));
    }

    /** The source tree named by the system property {@code flashsale.root}, or the current folder. */
    public static Folders current() {
        Path root = Path.of(System.getProperty("flashsale.root", ""))
                .toAbsolutePath()
                .normalize();
        String home = System.getProperty(HOME);
        return home == null ? new Folders(root) : new Folders(root, Path.of(home));
    }

    /** A second stack of the same source tree, with data of its own. */
    public Folders forBenchmarks() {
        return new Folders(root, root.resolve(USUAL_HOME).resolve("benchmark"));
    }

    /** Whether this is the stack people work with, which is started again and again. */
    boolean isUsual() {
        return home.equals(root.resolve(USUAL_HOME));
    }

    /** A stack of the same source tree that is there to be broken. */
    public Folders forChaos() {
        return new Folders(root, root.resolve(USUAL_HOME).resolve("chaos"));
    }

    /** Native servers, unpacked once for all stacks. */
    public Path dist() {
        return root.resolve(USUAL_HOME).resolve("dist");
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
