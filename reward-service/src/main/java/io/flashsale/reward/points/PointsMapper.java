package io.flashsale.reward.points;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What orders have earned and lost. */
@Mapper
interface PointsMapper {

    /** Holds the order's row until the transaction ends: whatever else happens to this order waits. */
    @Insert("""
            INSERT INTO rewarded_order (order_id) VALUES (#{orderId})
            ON DUPLICATE KEY UPDATE order_id = order_id""")
    int lockOrder(String orderId);

    @Select("""
            SELECT order_id, buyer_id, amount, campaign_id, granted, refunded, reversed, closed
            FROM rewarded_order WHERE order_id = #{orderId}""")
    RewardedOrder order(String orderId);

    @Update("""
            UPDATE rewarded_order SET buyer_id = #{buyerId}, amount = #{amount}, campaign_id = #{campaignId},
              granted = #{granted}, refunded = #{refunded}, reversed = #{reversed}, closed = #{closed}
            WHERE order_id = #{orderId}""")
    int saveOrder(RewardedOrder order);

    @Select("""
            SELECT COUNT(*) AS orders, COALESCE(SUM(granted), 0) AS granted, COALESCE(SUM(reversed), 0) AS reversed
            FROM rewarded_order WHERE campaign_id = #{campaignId}""")
    AdminPointsController.SummaryResource summary(String campaignId);

    @Select("""
            SELECT refund_id, refunded, points FROM points_reversal
            WHERE order_id = #{orderId} AND refund_id = #{refundId}""")
    @Nullable Reversal reversal(String orderId, String refundId);

    @Insert("""
            INSERT INTO points_reversal (order_id, refund_id, refunded, points)
            VALUES (#{orderId}, #{reversal.refundId}, #{reversal.refunded}, #{reversal.points})""")
    int addReversal(String orderId, Reversal reversal);

    /**
     * What one refund took back.
     *
     * @param refunded minor units; 0 if the order was reversed as a whole
     * @param points not negative
     */
    record Reversal(String refundId, long refunded, long points) {}
}
