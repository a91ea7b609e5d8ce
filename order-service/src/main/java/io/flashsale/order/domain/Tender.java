package io.flashsale.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a payment brought in for an order: money and, in its place, points and a coupon.
 *
 * @param paid money that was captured
 * @param points points that were spent
 * @param pointsDiscount what they were worth, in minor units
 * @param couponId the coupon that was spent
 * @param couponDiscount what it was worth, in minor units
 */
public record Tender(
        Money paid,
        long points,
        long pointsDiscount,
        @Nullable String couponId,
        long couponDiscount) {

    public Tender {
        if (points < 0 || pointsDiscount < 0 || couponDiscount < 0) {
            throw new IllegalArgumentException("a tender is not negative");
        }
    }

    /** Money alone. */
    public static Tender ofMoney(Money paid) {
        return new Tender(paid, 0, 0, null, 0);
    }

    /** Whether all of it together is this amount. */
    public boolean covers(Money amount) {
        return paid.currency().equals(amount.currency())
                && Math.addExact(paid.amount(), Math.addExact(pointsDiscount, couponDiscount)) == amount.amount();
    }

    /** Whether points or a coupon were spent. */
    public boolean spentRewards() {
        return points > 0 || couponId != null;
    }
}
