package io.flashsale.reward.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.reward.Money;
import io.flashsale.reward.Purchase;
import org.junit.jupiter.api.Test;

class RuleRequestTest {

    @Test
    void earnsPointsPerFullAmount() {
        Rule base = points("base", 1L, 100L).checked("CNY", _ -> false);
        assertThat(base.pointsFor(99)).isZero();
        assertThat(base.pointsFor(100)).isEqualTo(1);
        assertThat(base.pointsFor(1999)).isEqualTo(19);
    }

    @Test
    void appliesToItsCampaignAmountAndTierOnly() {
        Rule rule = new RuleRequest("x", "7", new Money(500, "CNY"), "SILVER", rate(5L, 100L), null)
                .checked("CNY", _ -> false);
        assertThat(rule.appliesTo(new Purchase("b", 500, "7"), Tier.SILVER)).isTrue();
        assertThat(rule.appliesTo(new Purchase("b", 500, "7"), Tier.GOLD)).isTrue();
        assertThat(rule.appliesTo(new Purchase("b", 500, "7"), Tier.STANDARD)).isFalse();
        assertThat(rule.appliesTo(new Purchase("b", 499, "7"), Tier.GOLD)).isFalse();
        assertThat(rule.appliesTo(new Purchase("b", 500, "8"), Tier.GOLD)).isFalse();
        assertThat(rule.appliesTo(new Purchase("b", 500, null), Tier.GOLD)).isFalse();
    }

    @Test
    void namesEveryFieldAtFault() {
        assertThatThrownBy(() -> new RuleRequest("A b", "", new Money(-1, "EUR"), "BEST", rate(0L, 0L), "none")
                        .checked("CNY", _ -> false))
                .hasMessage("9 fields are not valid.");
        assertThatThrownBy(() -> new RuleRequest("x", null, null, null, null, null).checked("CNY", _ -> false))
                .hasMessageContaining("give points or couponTemplate");
        assertThatThrownBy(() -> new RuleRequest("x", null, null, null, null, "none").checked("CNY", _ -> false))
                .hasMessageStartingWith("couponTemplate there is no such template");
    }

    private static RuleRequest points(String name, Long points, Long per) {
        return new RuleRequest(name, null, null, null, rate(points, per), null);
    }

    private static RuleRequest.PointsRate rate(Long points, Long per) {
        return new RuleRequest.PointsRate(points, new Money(per, "CNY"));
    }
}
