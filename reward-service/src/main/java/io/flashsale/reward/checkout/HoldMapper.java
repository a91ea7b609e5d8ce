package io.flashsale.reward.checkout;

import java.time.LocalDateTime;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HoldMapper {

    String COLUMNS = "SELECT hold_id, status, order_id, buyer_id, order_amount, points, coupon_id, points_discount,"
            + " coupon_discount FROM reward_hold WHERE hold_id = #{holdId}";

    /** Holds the row of that id until the transaction ends, and adds a NEW one if there is none. */
    @Insert("""
            INSERT INTO reward_hold (hold_id, status, created_at) VALUES (#{holdId}, 'NEW', #{now})
            ON DUPLICATE KEY UPDATE hold_id = hold_id""")
    int open(String holdId, LocalDateTime now);

    @Select(COLUMNS)
    Hold get(String holdId);

    @Select(COLUMNS + " FOR UPDATE")
    @Nullable Hold lock(String holdId);

    @Update("""
            UPDATE reward_hold SET status = 'HELD', order_id = #{checkout.orderId}, buyer_id = #{checkout.buyerId},
              order_amount = #{checkout.orderAmount}, points = #{checkout.points}, coupon_id = #{checkout.couponId},
              points_discount = #{discounts.points}, coupon_discount = #{discounts.coupon}
            WHERE hold_id = #{holdId} AND status = 'NEW'""")
    int hold(String holdId, Checkout checkout, Discounts discounts);

    @Update("UPDATE reward_hold SET status = #{to} WHERE hold_id = #{holdId} AND status = #{from}")
    int move(String holdId, Hold.Status from, Hold.Status to);

    @Select("SELECT COUNT(*) FROM reward_hold WHERE order_id = #{orderId} AND status = 'HELD'")
    int heldFor(String orderId);
}
