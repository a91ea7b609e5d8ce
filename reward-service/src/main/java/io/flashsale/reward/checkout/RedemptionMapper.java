package io.flashsale.reward.checkout;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What orders were paid with, and what came back. */
@Mapper
interface RedemptionMapper {

    /** An order that was paid twice has spent twice, until one of the payments is refunded. */
    @Insert("""
            INSERT INTO redemption (order_id, buyer_id, points) VALUES (#{orderId}, #{buyerId}, #{points})
            ON DUPLICATE KEY UPDATE points = points + #{points}""")
    int add(Checkout checkout);

    @Select("SELECT buyer_id, points, returned FROM redemption WHERE order_id = #{orderId} FOR UPDATE")
    @Nullable Redemption lock(String orderId);

    @Update("""
            UPDATE redemption SET returned = returned + #{points}
            WHERE order_id = #{orderId} AND returned + #{points} <= points""")
    int giveBack(String orderId, long points);

    @Select("""
            SELECT asked_points, asked_coupon, points, coupon FROM redemption_return
            WHERE order_id = #{orderId} AND refund_id = #{refundId}""")
    @Nullable Returned returned(String orderId, String refundId);

    @Insert("""
            INSERT INTO redemption_return (order_id, refund_id, asked_points, asked_coupon, points, coupon)
            VALUES (#{orderId}, #{refundId}, #{returned.askedPoints}, #{returned.askedCoupon}, #{returned.points},
              #{returned.coupon})""")
    int addReturn(String orderId, String refundId, Returned returned);

    /**
     * What an order was paid with.
     *
     * @param points spent for the order
     * @param returned how many of them came back
     */
    record Redemption(String buyerId, long points, long returned) {}

    /** What a refund asked for, and what it got. */
    record Returned(long askedPoints, boolean askedCoupon, long points, boolean coupon) {}
}
