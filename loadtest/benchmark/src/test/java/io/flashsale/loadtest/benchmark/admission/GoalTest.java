package io.flashsale.loadtest.benchmark.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void aRatioIsTakenWithinEachRound() {
        // The machine was twice as fast in the second round; the ratio does not care.
        List<Measured> measured = List.of(
                Runs.of(Arm.L3, 1, 3_000, 150), Runs.of(Arm.B2, 1, 1_000, 600),
                Runs.of(Arm.B2, 2, 2_000, 600), Runs.of(Arm.L3, 2, 8_000, 150));

        assertThat(goal("L3 ÷ B2, persisted/s", measured).reached()).isEqualTo(new Spread(3.5, 3, 4));
        assertThat(goal("L3 ÷ B2, CPU-ms per 1000", measured).reached()).isEqualTo(new Spread(0.25, 0.25, 0.25));
    }

    @Test
    void aRoundThatBrokeAnInvariantHasNoNumber() {
        List<Measured> measured = List.of(
                Runs.of(Arm.L3, 1, 6_000, 150), Runs.of(Arm.L3, 2, 60_000, 15, "1 accepted orders are not stored"));

        assertThat(goal("L3 persisted orders/s", measured).reached()).isEqualTo(new Spread(6_000, 6_000, 6_000));
    }

    @Test
    void somethingIsWantedAtLeastOrAtMost() {
        List<Measured> measured = List.of(Runs.of(Arm.L3, 1, 4_999, 200), Runs.of(Arm.B3, 1, 1_000, 900));

        assertThat(goal("L3 persisted orders/s", measured).met()).isFalse();
        assertThat(goal("L3 CPU-ms per 1000 persisted orders", measured).met()).isTrue();
        assertThat(goal("L3 ÷ B3, CPU-ms per 1000", measured).met()).isFalse();
    }

    @Test
    void aGoalWithoutMeasurementsIsNotJudged() {
        assertThat(Goal.all(List.of(Runs.of(Arm.B1, 1, 300, 3_000)))).isEmpty();
    }

    private static Goal goal(String name, List<Measured> measured) {
        return Goal.all(measured).stream()
                .filter(goal -> goal.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
