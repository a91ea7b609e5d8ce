package io.flashsale.launcher.stack;

/** Something the person at the keyboard can act on. The message is one or more plain sentences. */
public final class LauncherProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LauncherProblem(String message) {
        super(message);
    }

    public LauncherProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
