package io.flashsale.loadtest.benchmark.admission;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of admission is measured.
 *
 * @param arms in the order they are warmed up
 * @param curve whether latency is measured against offered load, too
 * @param profile where recordings of the JVMs behind the gateway go; empty: nothing is recorded
 */
public record Choice(List<Arm> arms, boolean curve, Optional<Path> profile) {

    public Choice {
        arms = List.copyOf(arms);
        if (arms.isEmpty()) {
            throw new IllegalArgumentException("At least one arm is needed");
        }
        if ((curve || profile.isPresent()) && !arms.contains(Curve.ARM)) {
            throw new IllegalArgumentException("A curve and a profile are of " + Curve.ARM);
        }
    }

    /** Reads {@code arms}, all if there is none, {@code curve} and {@code profile}. */
    public static Choice of(Map<String, String> given) {
        return new Choice(
                given.containsKey("arms") ? Arm.parse(given.get("arms")) : List.of(Arm.values()),
                given.containsKey("curve"),
                Optional.ofNullable(given.get("profile")).map(Path::of));
    }
}
