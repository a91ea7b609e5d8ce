package io.flashsale.reward.coupons;

import io.flashsale.reward.Purchase;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CouponMapper {

    String COLUMNS = "SELECT id, buyer_id, template, order_id, status, expires_at FROM coupon";

    /** Where a coupon goes that is not in use any more. */
    String BACK = "status = IF(reversed_at IS NULL, 'AVAILABLE', 'REVOKED')";

    /** Holds the order's row until the transaction ends: whatever else happens to its coupons waits. */
    @Insert("""
            INSERT INTO coupon_grant (order_id) VALUES (#{orderId})
            ON DUPLICATE KEY UPDATE order_id = order_id""")
    int lockOrder(String orderId);

    @Select("SELECT order_id, buyer_id, amount, campaign_id, closed FROM coupon_grant WHERE order_id = #{orderId}")
    CouponGrant order(String orderId);

    @Update("""
            UPDATE coupon_grant SET buyer_id = #{purchase.buyerId}, amount = #{purchase.amount},
              campaign_id = #{purchase.campaignId}
            WHERE order_id = #{orderId}""")
    int granted(String orderId, Purchase purchase);

    @Update("UPDATE coupon_grant SET closed = 1 WHERE order_id = #{orderId}")
    int close(String orderId);

    @Insert("""
            INSERT INTO coupon (buyer_id, template, order_id, rule, status, granted_at, expires_at)
            VALUES (#{buyerId}, #{template}, #{orderId}, #{rule}, 'AVAILABLE', #{now}, #{expiresAt})""")
    int add(String buyerId, String template, String orderId, String rule, LocalDateTime now, LocalDateTime expiresAt);

    @Select("SELECT id FROM coupon WHERE order_id = #{orderId} ORDER BY id")
    List<Long> ofOrder(String orderId);

    @Select(COLUMNS + " WHERE buyer_id = #{buyerId} ORDER BY id DESC LIMIT #{limit}")
    List<Coupon> newest(String buyerId, int limit);

    @Select(COLUMNS + " WHERE order_id = #{orderId} AND reversed_at IS NULL ORDER BY id FOR UPDATE")
    List<Coupon> lockUnreversed(String orderId);

    @Update("""
            UPDATE coupon SET reversed_at = #{now}, status = IF(status = 'AVAILABLE', 'REVOKED', status)
            WHERE id = #{id}""")
    int reverse(long id, LocalDateTime now);

    @Select("SELECT id FROM coupon WHERE order_id = #{orderId} AND status = 'REVOKED' ORDER BY id")
    List<Long> revoked(String orderId);

    @Select(COLUMNS + " WHERE id = #{id} AND buyer_id = #{buyerId}")
    @Nullable Coupon find(long id, String buyerId);

    @Update("""
            UPDATE coupon SET status = 'HELD', hold_id = #{holdId}
            WHERE id = #{id} AND buyer_id = #{buyerId} AND status = 'AVAILABLE' AND expires_at > #{now}""")
    int hold(long id, String buyerId, String holdId, LocalDateTime now);

    @Update("""
            UPDATE coupon SET status = 'REDEEMED', hold_id = NULL, redeemed_by = #{orderId}
            WHERE id = #{id} AND hold_id = #{holdId}""")
    int redeem(long id, String holdId, String orderId);

    @Update("UPDATE coupon SET " + BACK + ", hold_id = NULL WHERE id = #{id} AND hold_id = #{holdId}")
    int release(long id, String holdId);

    @Update("UPDATE coupon SET " + BACK + """
            , redeemed_by = NULL, expires_at = GREATEST(expires_at, #{atLeastUntil})
            WHERE redeemed_by = #{orderId}""")
    int giveBack(String orderId, LocalDateTime atLeastUntil);
}
