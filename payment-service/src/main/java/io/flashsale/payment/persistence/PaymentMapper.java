package io.flashsale.payment.persistence;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.RewardHold;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface PaymentMapper {

    String COLUMNS =
            "id, order_id, buyer_id, method, amount, currency, status, attempt, failure, idempotency_key, pay_url,"
                    + " provider_trade_no, captured_amount, refunded_amount, pays_order_id, created_at, captured_at,"
                    + " order_amount, points, points_discount, coupon_id, coupon_discount, reward_hold, pay_before";

    @Insert("""
            INSERT INTO payment (id, order_id, buyer_id, method, amount, currency, status, attempt, idempotency_key,
              captured_amount, refunded_amount, queries, next_query_at, created_at, order_amount, points, points_discount,
              coupon_id, coupon_discount, reward_hold, pay_before)
            VALUES (#{row.id}, #{row.orderId}, #{row.buyerId}, #{row.method}, #{row.amount}, #{row.currency},
              #{row.status}, #{row.attempt}, #{row.idempotencyKey}, 0, 0, 0, #{nextQueryAt}, #{row.createdAt},
              #{row.orderAmount}, #{row.points}, #{row.pointsDiscount}, #{row.couponId}, #{row.couponDiscount},
              #{row.rewardHold}, #{row.payBefore})""")
    int insert(PaymentRow row, @Nullable LocalDateTime nextQueryAt);

    @Select("SELECT " + COLUMNS + " FROM payment WHERE id = #{id}")
    @Nullable PaymentRow byId(String id);

    @Select("SELECT " + COLUMNS + " FROM payment WHERE buyer_id = #{buyerId} AND idempotency_key = #{key}")
    @Nullable PaymentRow byKey(String buyerId, String key);

    @Select("SELECT " + COLUMNS + " FROM payment WHERE pays_order_id = #{orderId}")
    @Nullable PaymentRow payingOrder(String orderId);

    @Update("UPDATE payment SET pay_url = #{payUrl} WHERE id = #{id}")
    int setPayUrl(String id, String payUrl);

    @Update("""
            UPDATE payment SET amount = order_amount - #{pointsDiscount} - #{couponDiscount},
              points_discount = #{pointsDiscount}, coupon_discount = #{couponDiscount},
              reward_hold = IF(reward_hold = 'ASKED', 'HELD', reward_hold)
            WHERE id = #{id} AND status = 'INITIATED' AND (reward_hold IS NULL OR reward_hold IN ('ASKED', 'HELD'))
              AND order_amount >= #{pointsDiscount} + #{couponDiscount}""")
    int discount(String id, long pointsDiscount, long couponDiscount);

    @Select("SELECT " + COLUMNS + " FROM payment"
            + " WHERE reward_due_at <= #{now} ORDER BY reward_due_at LIMIT #{limit} FOR UPDATE SKIP LOCKED")
    List<PaymentRow> lockRewardsDue(LocalDateTime now, int limit);

    @Update("UPDATE payment SET reward_due_at = TIMESTAMPADD(SECOND, 10, #{now}) WHERE id = #{id}")
    int postponeRewards(String id, LocalDateTime now);

    @Update("""
            UPDATE payment SET reward_hold = #{to}, reward_due_at = NULL
            WHERE id = #{id} AND reward_hold = #{from}""")
    int rewardsSettled(String id, RewardHold from, RewardHold to);

    @Update("""
            UPDATE payment SET status = 'AUTHORISED', pays_order_id = order_id
            WHERE id = #{id} AND status = 'INITIATED'""")
    int authorise(String id);

    @Update("""
            UPDATE payment SET status = 'CAPTURED', captured_amount = amount, captured_at = #{at}
            WHERE id = #{id} AND status = 'AUTHORISED'""")
    int captureAuthorised(String id, LocalDateTime at);

    @Update("""
            UPDATE payment SET status = 'FAILED', failure = 'UNAVAILABLE', pays_order_id = NULL
            WHERE id = #{id} AND status = 'AUTHORISED'""")
    int releaseAuthorised(String id);

    @Update("""
            UPDATE payment SET status = 'CAPTURED', captured_amount = amount, captured_at = #{at},
              provider_trade_no = #{tradeNo}, pays_order_id = order_id, failure = NULL, next_query_at = NULL,
              reward_due_at = IF(reward_hold = 'HELD', UTC_TIMESTAMP(3), reward_due_at),
              reward_hold = IF(reward_hold = 'HELD', 'CONFIRMING', reward_hold)
            WHERE id = #{id} AND status IN ('INITIATED', 'FAILED', 'CLOSED')
              AND (reward_hold IS NULL OR reward_hold = 'HELD')""")
    int captureAtProvider(String id, String tradeNo, LocalDateTime at);

    @Update("""
            UPDATE payment SET status = 'CAPTURED', captured_amount = amount, captured_at = #{at},
              provider_trade_no = #{tradeNo}, failure = NULL, next_query_at = NULL,
              reward_due_at = IF(reward_hold IN ('ASKED', 'HELD'), UTC_TIMESTAMP(3), reward_due_at),
              reward_hold = IF(reward_hold IN ('ASKED', 'HELD'), 'CANCELLING', reward_hold)
            WHERE id = #{id} AND status IN ('INITIATED', 'FAILED', 'CLOSED')""")
    int captureSurplus(String id, String tradeNo, LocalDateTime at);

    @Update("""
            UPDATE payment SET status = 'FAILED', failure = #{failure}, next_query_at = NULL,
              reward_due_at = IF(reward_hold IN ('ASKED', 'HELD'), UTC_TIMESTAMP(3), reward_due_at),
              reward_hold = IF(reward_hold IN ('ASKED', 'HELD'), 'CANCELLING', reward_hold)
            WHERE id = #{id} AND attempt = #{attempt}
              AND (status = 'INITIATED' OR (status = 'FAILED' AND failure = 'UNAVAILABLE'))""")
    int fail(String id, int attempt, Failure failure);

    @Update("""
            UPDATE payment SET status = 'INITIATED', failure = NULL, attempt = attempt + 1
            WHERE id = #{id} AND attempt = #{attempt} AND status = 'FAILED' AND failure = 'UNAVAILABLE'""")
    int restart(String id, int attempt);

    @Update("""
            UPDATE payment SET status = 'CLOSED', next_query_at = NULL,
              reward_due_at = IF(reward_hold IN ('ASKED', 'HELD'), UTC_TIMESTAMP(3), reward_due_at),
              reward_hold = IF(reward_hold IN ('ASKED', 'HELD'), 'CANCELLING', reward_hold)
            WHERE id = #{id} AND status = 'INITIATED'""")
    int close(String id);

    @Update("""
            UPDATE payment SET refunded_amount = refunded_amount + #{amount}
            WHERE id = #{id} AND refunded_amount + #{amount} <= captured_amount""")
    int reserveRefund(String id, long amount);

    @Update("UPDATE payment SET refunded_amount = refunded_amount - #{amount} WHERE id = #{id}")
    int unreserveRefund(String id, long amount);

    @Select("SELECT " + COLUMNS + " FROM payment"
            + " WHERE status = 'INITIATED' AND next_query_at <= #{now}"
            + " ORDER BY next_query_at LIMIT #{limit} FOR UPDATE SKIP LOCKED")
    List<PaymentRow> lockDueForQuery(LocalDateTime now, int limit);

    /**
     * The next question comes after 10 s, 20 s, 40 s, then every minute; but one comes in the last seconds before the
     * order's time is over, so that money nobody reported is found before the order is closed.
     */
    @Update("""
            UPDATE payment SET queries = queries + 1,
              next_query_at = CASE
                WHEN pay_before IS NULL OR #{now} >= TIMESTAMPADD(SECOND, -4, pay_before)
                THEN TIMESTAMPADD(SECOND, LEAST(60, 10 * POW(2, LEAST(queries, 5) - 1)), #{now})
                ELSE LEAST(TIMESTAMPADD(SECOND, -4, pay_before),
                  TIMESTAMPADD(SECOND, LEAST(60, 10 * POW(2, LEAST(queries, 5) - 1)), #{now})) END
            WHERE id = #{id}""")
    int scheduleNextQuery(String id, LocalDateTime now);
}
