package io.flashsale.launcher.stack;

import java.util.Locale;
import java.util.Map;

/** How hard the services' JVMs try to make code fast; {@code FLASHSALE_JIT} chooses, {@code quick} or {@code full}. */
enum Jit {
    /** Without the optimising compiler: what a demonstration on a small machine never earns back. */
    QUICK,
    /** With it: for load that lasts longer than a few minutes, and for measuring. */
    FULL;

    /** The variable that chooses. */
    static final String VARIABLE = "FLASHSALE_JIT";

    private static final int FEW_PROCESSORS = 4;

    /**
     * What is chosen in these variables, else what suits this machine.
     *
     * @throws LauncherProblem if it is neither of the two
     */
    static Jit chosenIn(Map<String, String> variables) {
        String name = variables.get(VARIABLE);
        if (name == null || name.isBlank()) {
            return Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS ? QUICK : FULL;
        }
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new LauncherProblem(VARIABLE + " is '" + name + "'; it can be 'quick' or 'full'.");
        }
    }
}
