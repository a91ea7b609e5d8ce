package io.flashsale.payment.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a buyer spends in the place of money.
 *
 * @param points how many, not negative
 * @param pointsDiscount what they are worth, minor units; 0 until it is known
 * @param couponId null for none
 * @param couponDiscount what it is worth, minor units; 0 until it is known
 */
public record Rewards(
        long points, long pointsDiscount, @Nullable String couponId, long couponDiscount) {

    /** Nothing but money. */
    public static final Rewards NONE = new Rewards(0, 0, null, 0);

    /** These, whatever they may be worth. */
    public static Rewards wanted(long points, @Nullable String couponId) {
        return new Rewards(points, 0, couponId, 0);
    }

    public boolean isNone() {
        return points == 0 && couponId == null;
    }

    /** The same, now that their worth is known. */
    public Rewards worth(Money ofPoints, Money ofCoupon) {
        return new Rewards(points, ofPoints.amount(), couponId, ofCoupon.amount());
    }

    /** What they take off an amount. */
    public long discount() {
        return Math.addExact(pointsDiscount, couponDiscount);
    }
}
