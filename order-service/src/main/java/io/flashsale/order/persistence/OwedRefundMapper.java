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

    @Insert("INSERT INTO owed_refund (refund_id, order_id, payment_id, amount, currency, reason, attempts,"
            + " next_attempt_at, created_at) VALUES (#{r.refundId}, #{r.orderId}, #{r.paymentId}, #{r.amount},"
            + " #{r.currency}, #{r.reason}, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
            + " ON DUPLICATE KEY UPDATE refund_id = refund_id")
    int insert(@Param("r") Row row);

    @Select("SELECT refund_id, order_id, payment_id, amount, currency, reason FROM owed_refund"
            + " WHERE refunded_at IS NULL AND next_attempt_at <= UTC_TIMESTAMP(3) ORDER BY next_attempt_at"
            + " LIMIT #{limit}")
    List<Row> due(@Param("limit") int limit);

    @Select("SELECT refund_id, order_id, payment_id, amount, currency, reason FROM owed_refund"
            + " WHERE refund_id = #{id}")
    @Nullable Row find(@Param("id") String id);

    @Update("UPDATE owed_refund SET attempts = attempts + 1,"
            + " next_attempt_at = TIMESTAMPADD(SECOND, LEAST(60, POW(2, attempts)), UTC_TIMESTAMP(3))"
            + " WHERE refund_id = #{id} AND refunded_at IS NULL")
    int postpone(@Param("id") String id);

    @Update("UPDATE owed_refund SET refunded_at = UTC_TIMESTAMP(3), attempts = attempts + 1"
            + " WHERE refund_id = #{id} AND refunded_at IS NULL")
    int settle(@Param("id") String id);

    /** A row of {@code owed_refund}, without its bookkeeping. */
    record Row(String refundId, long orderId, String paymentId, long amount, String currency, String reason) {}
}
