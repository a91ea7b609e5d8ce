package io.flashsale.reward.rules;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What coupons of one kind are worth. All amounts are minor units.
 *
 * @param amountOff what it takes off; null for a percentage
 * @param percentOff 1 to 100; null for an amount
 * @param maxDiscount the most a percentage takes off; null for no such bound
 * @param minAmount the least order it can be used for
 * @param validDays from the day it is granted
 * @param quota how many there may ever be
 * @param issued how many there are
 * @param disabledAt null while coupons are granted from it; those that were granted stay good
 */
public record CouponTemplate(
        String name,
        String title,
        @Nullable Long amountOff,
        @Nullable Integer percentOff,
        @Nullable Long maxDiscount,
        long minAmount,
        int validDays,
        long quota,
        long issued,
        @Nullable LocalDateTime disabledAt) {

    /** What it takes off an order, not more than the order comes to. */
    public long discountOf(long orderAmount) {
        if (amountOff != null) {
            return Math.min(amountOff, orderAmount);
        }
        long share = BigInteger.valueOf(orderAmount)
                .multiply(BigInteger.valueOf(Objects.requireNonNull(percentOff)))
                .divide(BigInteger.valueOf(100))
                .longValueExact();
        return maxDiscount == null ? share : Math.min(share, maxDiscount);
    }

    boolean sameAs(CouponTemplate other) {
        return asCreated().equals(other.asCreated());
    }

    private CouponTemplate asCreated() {
        return new CouponTemplate(
                name, title, amountOff, percentOff, maxDiscount, minAmount, validDays, quota, 0, null);
    }
}
