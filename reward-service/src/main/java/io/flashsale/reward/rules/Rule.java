package io.flashsale.reward.rules;

import io.flashsale.reward.Purchase;
import java.math.BigInteger;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What an order earns under some conditions. All rules that apply add up.
 *
 * @param campaignId null for every campaign
 * @param minAmount minor units
 * @param tier the least tier
 * @param points for every full {@code perAmount}; null for a rule that grants a coupon
 * @param perAmount minor units, positive
 * @param couponTemplate null for a rule that grants points
 * @param disabledAt null while in force
 */
public record Rule(
        String name,
        @Nullable String campaignId,
        long minAmount,
        Tier tier,
        @Nullable Long points,
        @Nullable Long perAmount,
        @Nullable String couponTemplate,
        @Nullable LocalDateTime disabledAt) {

    boolean appliesTo(Purchase purchase, Tier buyer) {
        return disabledAt == null
                && (campaignId == null || campaignId.equals(purchase.campaignId()))
                && purchase.amount() >= minAmount
                && buyer.compareTo(tier) >= 0;
    }

    /** What the amount earns. */
    long pointsFor(long amount) {
        if (points == null || perAmount == null) {
            return 0;
        }
        return BigInteger.valueOf(amount / perAmount)
                .multiply(BigInteger.valueOf(points))
                .longValueExact();
    }

    boolean sameAs(Rule other) {
        return new Rule(name, campaignId, minAmount, tier, points, perAmount, couponTemplate, null)
                .equals(new Rule(
                        other.name,
                        other.campaignId,
                        other.minAmount,
                        other.tier,
                        other.points,
                        other.perAmount,
                        other.couponTemplate,
                        null));
    }
}
