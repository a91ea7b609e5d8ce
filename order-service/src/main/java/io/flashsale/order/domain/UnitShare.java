package io.flashsale.order.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What paid one unit of an order, in minor units and points.
 *
 * @param unit counts from 1
 */
public record UnitShare(int unit, long paid, long points, long pointsDiscount, long couponDiscount) {

    /**
     * Spreads a tender over the units of its order. The shares of the units add up to the tender, and those of one unit
     * to its price.
     */
    public static List<UnitShare> of(Order order, Tender tender) {
        if (!tender.covers(order.amount())) {
            throw new IllegalArgumentException("the tender is not the amount of order " + order.id());
        }
        int units = order.quantity();
        long[] open = new long[units];
        Arrays.fill(open, order.unitPrice().amount());
        long[] coupon = LargestRemainder.split(tender.couponDiscount(), open);
        subtract(open, coupon);
        long[] pointsDiscount = LargestRemainder.split(tender.pointsDiscount(), open);
        subtract(open, pointsDiscount);
        long[] even = new long[units];
        Arrays.fill(even, 1);
        long[] points = LargestRemainder.split(tender.points(), tender.pointsDiscount() > 0 ? pointsDiscount : even);
        List<UnitShare> shares = new ArrayList<>(units);
        for (int i = 0; i < units; i++) {
            shares.add(new UnitShare(i + 1, open[i], points[i], pointsDiscount[i], coupon[i]));
        }
        return shares;
    }

    private static void subtract(long[] from, long[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= what[i];
        }
    }
}
