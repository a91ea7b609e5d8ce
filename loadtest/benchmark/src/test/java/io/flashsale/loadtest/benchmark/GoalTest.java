package io.flashsale.loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.benchmark.measure.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void aRatioIsTakenWithinEachRound() {
        // The machine was twice as fast in the second round; the ratio does not care.
        List<Measured> measured = List.of(
                run(Arm.L3, 1, 3_000, 150), run(Arm.B2, 1, 1_000, 600),
                run(Arm.B2, 2, 2_000, 600), run(Arm.L3, 2, 8_000, 150));

        assertThat(goal("L3 ÷ B2, persisted/s", measured).reached()).isEqualTo(new Spread(3.5, 3, 4));
        assertThat(goal("L3 ÷ B2, CPU-ms per 1000", measured).reached()).isEqualTo(new Spread(0.25, 0.25, 0.25));
    }

    @Test
    void aRoundThatBrokeAnInvariantHasNoNumber() {
        List<Measured> measured =
                List.of(run(Arm.L3, 1, 6_000, 150), run(Arm.L3, 2, 60_000, 15, "1 accepted orders are not stored"));

        assertThat(goal("L3 persisted orders/s", measured).reached()).isEqualTo(new Spread(6_000, 6_000, 6_000));
        Report report = report(measured);
        assertThat(report.everyInvariantHolds()).isFalse();
        assertThat(new ReportText(report).lines())
                .anyMatch(line -> line.contains("no number: 1 accepted orders are not stored"))
                .noneMatch(line -> line.contains("60,000"));
    }

    @Test
    void somethingIsWantedAtLeastOrAtMost() {
        List<Measured> measured = List.of(run(Arm.L3, 1, 4_999, 200), run(Arm.B3, 1, 1_000, 900));

        assertThat(goal("L3 persisted orders/s", measured).met()).isFalse();
        assertThat(goal("L3 CPU-ms per 1000 persisted orders", measured).met()).isTrue();
        assertThat(goal("L3 ÷ B3, CPU-ms per 1000", measured).met()).isFalse();
    }

    @Test
    void aGoalWithoutMeasurementsIsNotJudged() {
        assertThat(Goal.all(List.of(run(Arm.B1, 1, 300, 3_000)))).isEmpty();
    }

    private static Goal goal(String name, List<Measured> measured) {
        return Goal.all(measured).stream()
                .filter(goal -> goal.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Report report(List<Measured> measured) {
        return Report.of(
                new Options(2, Duration.ofSeconds(1), Duration.ZERO, 1, List.of(Arm.L3), Optional.empty()),
                new Durability("always", "1", "SYNC_FLUSH"),
                Map.of(),
                measured);
    }

    private static Measured run(Arm arm, int round, double perSecond, double cpuPerThousand, String... violations) {
        return new Measured(
                arm,
                round,
                10_000,
                perSecond,
                perSecond,
                1,
                2,
                0,
                100,
                100,
                Map.of("server", cpuPerThousand * 10),
                0,
                Map.of(),
                0,
                0,
                1,
                0,
                1,
                List.of(violations));
    }
}
