package io.flashsale.loadtest.benchmark.admission;

import java.util.List;
import java.util.Map;

/**
 * What of admission is measured.
 *
 * @param arms in the order they are warmed up
 * @param curve whether latency is measured against offered load, too
 */
public record Choice(List<Arm> arms, boolean curve) {

    public Choice {
        arms = List.copyOf(arms);
        if (arms.isEmpty()) {
            throw new IllegalArgumentException("At least one arm is needed");
        }
        if (curve && !arms.contains(Curve.ARM)) {
            throw new IllegalArgumentException("A curve needs the capacity of " + Curve.ARM);
        }
    }

    /** Reads {@code arms}, all if there is none, and {@code curve}. */
    public static Choice of(Map<String, String> given) {
        return new Choice(
                given.containsKey("arms") ? Arm.parse(given.get("arms")) : List.of(Arm.values()),
                given.containsKey("curve"));
    }
}
