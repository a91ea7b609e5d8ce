package io.flashsale.gateway.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.limits.Limits.RiskRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskScoreTest {

    private static final RiskRules RULES = new RiskRules(10, 20, 5, 40, 3, 50, 20, 20, 20, 40, 70, 100, 10, 20);
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    @Test
    void aBrowserOfOnePersonIsAllowed() {
        RiskScore score = new RiskScore(RULES)
                .traits(BROWSER, "en", "9f3c1a7e55d24b0c")
                .noted(Map.of(Signal.EARLY_HIT, 1))
                .buyers(1, 20);

        assertThat(score.points()).isEqualTo(10);
        assertThat(score.consequence()).isEqualTo(Verdict.Consequence.ALLOW);
    }

    @Test
    void pointsAddUpToConsequencesAndEachHasItsReason() {
        RiskScore score = new RiskScore(RULES).traits("curl/8.5", null, "aaaaaaaa");
        assertThat(score.points()).isEqualTo(40);
        assertThat(score.consequence()).isEqualTo(Verdict.Consequence.HARDER_CHALLENGE);

        score.noted(Map.of(Signal.EARLY_HIT, 3));
        assertThat(score.consequence()).isEqualTo(Verdict.Consequence.SLOW_LANE);

        score.buyers(4, 1);
        assertThat(score.consequence()).isEqualTo(Verdict.Consequence.DENY);
        assertThat(score.reasons())
                .containsExactly(
                        "does not look like a browser (+20)",
                        "has a device id that was not drawn at random (+20)",
                        "came 3 times before the sale began (+30)",
                        "4 buyers use this device (+40)");
    }

    @Test
    void oneHabitAloneCountsFiveTimesAtMost() {
        assertThat(new RiskScore(RULES).noted(Map.of(Signal.EARLY_HIT, 900)).points())
                .isEqualTo(50);
    }
}
