package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.measure.Spread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was measured, and what follows from it.
 *
 * @param idleMillisPerSecond processor time of each process while nobody buys
 */
record Report(
        Instant at,
        int rounds,
        long seconds,
        long seed,
        int processors,
        String java,
        int connections,
        Durability durability,
        Map<String, Double> idleMillisPerSecond,
        List<Measured> measured,
        List<Goal> goals) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Report of(
            Options options, Durability durability, Map<String, Double> idleMillisPerSecond, List<Measured> measured) {
        return new Report(
                Instant.now(),
                options.rounds(),
                options.length().toSeconds(),
                options.seed(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                HttpArm.CONNECTIONS,
                durability,
                idleMillisPerSecond,
                measured,
                Goal.all(measured));
    }

    /** Whether no measurement broke an invariant; goals that are missed are no failure of the run. */
    boolean everyInvariantHolds() {
        return measured.stream().allMatch(Measured::counts);
    }

    /** Median and ends of a figure over the rounds that count; empty when no round of the arm does. */
    Optional<Spread> spread(Arm arm, ToDoubleFunction<Measured> figure) {
        return Spread.of(measured.stream()
                .filter(one -> one.arm() == arm && one.counts())
                .mapToDouble(figure)
                .boxed()
                .toList());
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
