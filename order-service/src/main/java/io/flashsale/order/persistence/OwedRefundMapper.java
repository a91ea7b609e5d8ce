package io.flashsale.order.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL over {@code owed_refund}. */
@Mapper
interface OwedRefundMapper {

    String COLUMNS = "refund_id, order_id, payment_id, amount, currency, reason, points, points_discount, coupon_id,"
            + " coupon_discount, outcome";

    @Insert("INSERT INTO owed_refund (refund_id, order_id, payment_id, amount, currency, reason, points,"
            + " points_discount, coupon_id, coupon_discount, attempts, next_attempt_at, created_at) VALUES (#{r.refundId},"
            + " #{r.orderId}, #{r.paymentId}, #{r.amount}, #{r.currency}, #{r.reason}, #{r.points}, #{r.pointsDiscount},"
            + " #{r.couponId}, #{r.couponDiscount}, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
            + " ON DUPLICATE KEY UPDATE refund_id = refund_id")
    int insert(@Param("r") Row row);

    @Select("SELECT " + COLUMNS + " FROM owed_refund"
            + " WHERE refunded_at IS NULL AND next_attempt_at <= UTC_TIMESTAMP(3) ORDER BY next_attempt_at"
            + " LIMIT #{limit}")
    List<Row> due(@Param("limit") int limit);

    @Select("SELECT " + COLUMNS + " FROM owed_refund" + " WHERE refund_id = #{id}")
    @Nullable Row find(@Param("id") String id);

    @Update("UPDATE owed_refund SET attempts = attempts + 1,"
            + " next_attempt_at = TIMESTAMPADD(SECOND, LEAST(60, POW(2, attempts)), UTC_TIMESTAMP(3))"
            + " WHERE refund_id = #{id} AND refunded_at IS NULL")
    int postpone(@Param("id") String id);

    @Select("SELECT " + COLUMNS + " FROM owed_refund WHERE order_id = #{id} ORDER BY created_at")
    List<Row> ofOrder(@Param("id") long id);

    @Update("UPDATE owed_refund SET reservation_id = #{reservation} WHERE refund_id = #{id} AND reservation_id IS NULL")
    int reserveAs(@Param("id") String id, @Param("reservation") long reservation);

    @Select("SELECT reservation_id FROM owed_refund WHERE refund_id = #{id}")
    long reservationOf(@Param("id") String id);

    @Update("UPDATE owed_refund SET refunded_at = UTC_TIMESTAMP(3), outcome = #{outcome}, attempts = attempts + 1"
            + " WHERE refund_id = #{id} AND refunded_at IS NULL")
    int settle(@Param("id") String id, @Param("outcome") String outcome);

    /** A row of {@code owed_refund}, its components in the order of {@link #COLUMNS}. */
    record Row(
            String refundId,
            long orderId,
            String paymentId,
            long amount,
            String currency,
            String reason,
            long points,
            long pointsDiscount,
            @Nullable String couponId,
            long couponDiscount,
            @Nullable String outcome) {}
}
