package io.flashsale.reward;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What points and coupons are worth.
 *
 * @param currency the one currency rules, coupons and discounts are kept in
 * @param pointsValidFor how long points live after they are granted or given back
 * @param expiringWithin what a shopper is warned of
 * @param returnedCouponValidFor how long a coupon that a refund gives back lives at least
 * @param silverFrom points ever earned that make a buyer {@code SILVER}
 * @param goldFrom points ever earned that make a buyer {@code GOLD}
 */
@ConfigurationProperties("flashsale.rewards")
public record RewardProperties(
        @DefaultValue("CNY") String currency,
        @DefaultValue("365d") Duration pointsValidFor,
        @DefaultValue("30d") Duration expiringWithin,
        @DefaultValue("7d") Duration returnedCouponValidFor,
        @DefaultValue("1000") long silverFrom,
        @DefaultValue("10000") long goldFrom,
        @DefaultValue Redemption redemption) {

    public RewardProperties {
        require(currency.matches("[A-Z]{3}"), "currency must be three capital letters");
        require(pointsValidFor.isPositive(), "points-valid-for must be positive");
        require(!expiringWithin.isNegative(), "expiring-within must not be negative");
        require(!returnedCouponValidFor.isNegative(), "returned-coupon-valid-for must not be negative");
        require(0 < silverFrom && silverFrom < goldFrom, "silver-from must be positive and below gold-from");
    }

    /**
     * How points become money: so many points are worth so much.
     *
     * @param points 1 or more
     * @param amount minor units, 1 or more
     * @param maxShare how much of an order points may pay, in per cent, 0 to 100
     */
    public record Redemption(
            @DefaultValue("100") int points,
            @DefaultValue("100") int amount,
            @DefaultValue("50") int maxShare) {

        public Redemption {
            require(points > 0 && amount > 0, "redemption.points and redemption.amount must be positive");
            require(0 <= maxShare && maxShare <= 100, "redemption.max-share must be between 0 and 100");
        }
    }

    private static void require(boolean fine, String what) {
        if (!fine) {
            throw new IllegalArgumentException("flashsale.rewards." + what);
        }
    }
}
