package io.flashsale.reward.rules;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule an operator wants to have. */
record RuleRequest(
        @Nullable String name,
        @Nullable String campaignId,
        @Nullable Money minAmount,
        @Nullable String tier,
        @Nullable PointsRate points,
        @Nullable String couponTemplate) {

    private static final long MOST_POINTS = 1_000_000;

    record PointsRate(@Nullable Long points, @Nullable Money per) {}

    /**
     * The rule, if everything about it is right.
     *
     * @param templates knows the templates coupons are granted from
     */
    Rule checked(String currency, Predicate<String> templates) {
        Fields fields = new Fields();
        String ruleName = fields.aName("name", name);
        String campaign = fields.anIdOrNothing("campaignId", campaignId);
        long least = minAmount == null ? 0 : fields.amount("minAmount", minAmount, 0, currency);
        boolean knownTier = tier == null
                || Arrays.stream(Tier.values()).anyMatch(each -> each.name().equals(tier));
        fields.check(knownTier, "tier", "must be STANDARD, SILVER or GOLD");
        fields.check(
                (points == null) != (couponTemplate == null),
                "points",
                "a rule grants either points or a coupon: give points or couponTemplate, not both");
        Long many = null;
        Long per = null;
        if (points != null) {
            many = fields.number("points.points", points.points(), 1, MOST_POINTS);
            per = fields.amount("points.per", points.per(), 1, currency);
        }
        if (couponTemplate != null) {
            fields.check(
                    templates.test(couponTemplate),
                    "couponTemplate",
                    "there is no such template in force; create it first");
        }
        fields.refuseFaults();
        Tier from = tier == null ? Tier.STANDARD : Tier.valueOf(tier);
        return new Rule(ruleName, campaign, least, from, many, per, couponTemplate, null);
    }
}
