package io.flashsale.order.persistence;

import io.flashsale.order.domain.UnitShare;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL over {@code order_unit} and {@code order_refund}. */
@Mapper
interface OrderRefundMapper {

    String COLUMNS =
            "refund_id, order_id, request_key, quantity, amount, currency, points, coupon_back, is_last, status,"
                    + " reason, requested_by, decided_by, stock_to, failures, last_failure, created_at";

    @Insert("<script>INSERT INTO order_unit (order_id, unit_no, paid, points, points_discount, coupon_discount) VALUES"
            + " <foreach collection='shares' item='s' separator=','>(#{id}, #{s.unit}, #{s.paid}, #{s.points},"
            + " #{s.pointsDiscount}, #{s.couponDiscount})</foreach>"
            + " ON DUPLICATE KEY UPDATE unit_no = unit_no</script>")
    int remember(@Param("id") long id, @Param("shares") List<UnitShare> shares);

    @Select("SELECT unit_no AS unit, paid, points, points_discount, coupon_discount FROM order_unit"
            + " WHERE order_id = #{id} ORDER BY unit_no")
    List<UnitShare> shares(@Param("id") long id);

    @Select("SELECT unit_no AS unit, paid, points, points_discount, coupon_discount FROM order_unit"
            + " WHERE order_id = #{id} AND refund_id IS NULL ORDER BY unit_no")
    List<UnitShare> unrefunded(@Param("id") long id);

    @Update("<script>UPDATE order_unit SET refund_id = #{refundId} WHERE order_id = #{id} AND refund_id IS NULL"
            + " AND unit_no IN <foreach collection='units' item='u' open='(' separator=',' close=')'>#{u}</foreach>"
            + "</script>")
    int take(@Param("id") long id, @Param("refundId") String refundId, @Param("units") List<Integer> units);

    @Update("UPDATE order_unit SET refund_id = NULL WHERE refund_id = #{refundId} AND order_id ="
            + " (SELECT order_id FROM order_refund WHERE refund_id = #{refundId})")
    int release(@Param("refundId") String refundId);

    @Insert(
            "INSERT INTO order_refund (refund_id, order_id, request_key, quantity, amount, currency, points, coupon_back,"
                    + " is_last, status, reason, requested_by, failures, created_at, updated_at) VALUES (#{r.refundId},"
                    + " #{r.orderId}, #{r.requestKey}, #{r.quantity}, #{r.amount}, #{r.currency}, #{r.points}, #{r.couponBack},"
                    + " #{r.isLast}, #{r.status}, #{r.reason}, #{r.requestedBy}, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")
    int insert(@Param("r") Row row);

    @Select("SELECT " + COLUMNS + " FROM order_refund WHERE refund_id = #{refundId}")
    @Nullable Row find(@Param("refundId") String refundId);

    @Select("SELECT " + COLUMNS + " FROM order_refund WHERE order_id = #{id} ORDER BY created_at, refund_id")
    List<Row> ofOrder(@Param("id") long id);

    @Select("SELECT " + COLUMNS + " FROM order_refund WHERE status = #{status} ORDER BY updated_at LIMIT #{limit}")
    List<Row> inStatus(@Param("status") String status, @Param("limit") int limit);

    @Select(
            "SELECT " + COLUMNS + " FROM order_refund WHERE status = 'RUNNING'"
                    + " AND updated_at < TIMESTAMPADD(SECOND, -#{seconds}, UTC_TIMESTAMP(3)) ORDER BY updated_at LIMIT #{limit}")
    List<Row> runningLongerThan(@Param("seconds") long seconds, @Param("limit") int limit);

    @Update("UPDATE order_refund SET status = #{to}, decided_by = #{by}, updated_at = UTC_TIMESTAMP(3)"
            + " WHERE refund_id = #{refundId} AND status = 'AWAITING_APPROVAL'")
    int decide(@Param("refundId") String refundId, @Param("to") String to, @Param("by") String by);

    @Update("UPDATE order_refund SET stock_to = #{to}, updated_at = UTC_TIMESTAMP(3) WHERE refund_id = #{refundId}")
    int stockWent(@Param("refundId") String refundId, @Param("to") String to);

    @Update("UPDATE order_refund SET status = 'REFUNDED', last_failure = NULL, updated_at = UTC_TIMESTAMP(3)"
            + " WHERE refund_id = #{refundId} AND status = 'RUNNING'")
    int finish(@Param("refundId") String refundId);

    @Update("UPDATE order_refund SET failures = failures + 1, last_failure = #{failure}"
            + " WHERE refund_id = #{refundId} AND status = 'RUNNING'")
    int failed(@Param("refundId") String refundId, @Param("failure") String failure);

    /** A row of {@code order_refund}, its components in the order of {@link #COLUMNS}. */
    record Row(
            String refundId,
            long orderId,
            String requestKey,
            int quantity,
            long amount,
            String currency,
            long points,
            boolean couponBack,
            boolean isLast,
            String status,
            String reason,
            String requestedBy,
            @Nullable String decidedBy,
            @Nullable String stockTo,
            int failures,
            @Nullable String lastFailure,
            LocalDateTime createdAt) {}
}
