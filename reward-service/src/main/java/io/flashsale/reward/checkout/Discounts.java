package io.flashsale.reward.checkout;

/** What points and a coupon take off the price, in minor units. Together they are less than the price. */
public record Discounts(long points, long coupon) {}
