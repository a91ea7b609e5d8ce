package io.flashsale.order.application;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;

/** Points and coupons at reward-service. Every call may be repeated and takes effect once. */
public interface Rewards {

    /**
     * Grants the points that this money earns.
     *
     * @return false if they are refused for good
     */
    boolean grantPoints(Order order, Money paid);

    /**
     * Grants the coupons that this money earns.
     *
     * @return false if they are refused for good
     */
    boolean grantCoupons(Order order, Money paid);

    /** Takes back all points that were granted and are left; when none were, none can be granted any more. */
    void reversePoints(OrderId orderId);

    /**
     * Takes back the share of the granted points that was earned by what is refunded.
     *
     * @param paid what the whole order was paid with
     */
    void reversePoints(OrderId orderId, String refundId, Money refunded, Money paid);

    /** Takes back the coupons that were granted. */
    void reverseCoupons(OrderId orderId);

    /**
     * Gives points as a branch of the current global transaction; its id goes along with the call.
     *
     * @return false if they are refused for good
     */
    boolean giveGoodwill(String goodwillId, Order order, long points);

    /** Gives back what was spent on the order. */
    void returnSpent(OrderId orderId, String refundId, long points, boolean coupon);
}
