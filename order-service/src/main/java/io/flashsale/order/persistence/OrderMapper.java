package io.flashsale.order.persistence;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL over {@code orders}, {@code order_event} and {@code order_tombstone}, in what MariaDB and MySQL both accept. */
@Mapper
interface OrderMapper {

    String COLUMNS = "id, buyer_id, campaign_id, sku, quantity, unit_price, amount, currency, status, reason,"
            + " batch_id, idempotency_key, admitted_at, expire_at, payment_id, token_nonce, token_valid_until,"
            + " reservation_id";

    @Select("SELECT " + COLUMNS + " FROM orders WHERE id = #{id}")
    @Nullable OrderRow find(@Param("id") long id);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE id = #{id} FOR UPDATE")
    @Nullable OrderRow findAndLock(@Param("id") long id);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE reservation_id = #{id} FOR UPDATE")
    @Nullable OrderRow findByReservationAndLock(@Param("id") long id);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE buyer_id = #{buyer} ORDER BY id DESC LIMIT #{limit}")
    List<OrderRow> newestOf(@Param("buyer") String buyer, @Param("limit") int limit);

    @Select("<script>SELECT id FROM orders WHERE id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach></script>")
    List<Long> present(@Param("ids") List<Long> ids);

    @Insert("INSERT INTO order_event (order_id, seq, from_status, to_status, at, reason, trace_id)"
            + " SELECT #{id}, COALESCE(MAX(seq), 0) + 1, #{from}, #{to}, UTC_TIMESTAMP(3), #{reason}, #{traceId}"
            + " FROM order_event WHERE order_id = #{id}")
    int insertStep(
            @Param("id") long id,
            @Param("from") String from,
            @Param("to") String to,
            @Param("reason") @Nullable String reason,
            @Param("traceId") @Nullable String traceId);

    @Select("SELECT from_status, to_status, at, reason FROM order_event WHERE order_id = #{id} ORDER BY seq")
    List<StepRow> history(@Param("id") long id);

    @Select("<script>SELECT order_id, MAX(seq) AS version FROM order_event WHERE order_id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " GROUP BY order_id</script>")
    List<VersionRow> versions(@Param("ids") List<Long> ids);

    @Update("UPDATE orders SET status = #{to}, reason = COALESCE(#{reason}, reason), updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id = #{id} AND status = #{from}")
    int move(
            @Param("id") long id,
            @Param("from") String from,
            @Param("to") String to,
            @Param("reason") @Nullable String reason);

    @Select("<script>SELECT " + COLUMNS + " FROM orders WHERE id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " AND status = 'PENDING_PAYMENT' AND expire_at &lt;= UTC_TIMESTAMP(3) FOR UPDATE SKIP LOCKED</script>")
    List<OrderRow> lockExpiredAmong(@Param("ids") List<Long> ids);

    @Select("<script>SELECT id FROM orders WHERE id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " AND status = 'PENDING_PAYMENT'</script>")
    List<Long> unpaidAmong(@Param("ids") List<Long> ids);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE status = 'PENDING_PAYMENT' AND expire_at <= UTC_TIMESTAMP(3)"
            + " ORDER BY expire_at LIMIT #{limit} FOR UPDATE SKIP LOCKED")
    List<OrderRow> lockExpired(@Param("limit") int limit);

    @Update("<script>UPDATE orders SET status = 'CANCELLED', reason = 'TIMEOUT', updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id IN <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " AND status = 'PENDING_PAYMENT' AND expire_at &lt;= UTC_TIMESTAMP(3)</script>")
    int expire(@Param("ids") List<Long> ids);

    @Insert("<script>INSERT INTO order_event (order_id, seq, from_status, to_status, at, reason)"
            + " SELECT order_id, MAX(seq) + 1, 'PENDING_PAYMENT', 'CANCELLED', UTC_TIMESTAMP(3), 'TIMEOUT'"
            + " FROM order_event WHERE order_id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " GROUP BY order_id</script>")
    int insertExpirySteps(@Param("ids") List<Long> ids);

    @Select("SELECT id, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), expire_at) AS micros FROM orders"
            + " WHERE status = 'PENDING_PAYMENT'"
            + " AND expire_at <= TIMESTAMPADD(SECOND, #{seconds}, UTC_TIMESTAMP(3))"
            + " ORDER BY expire_at LIMIT #{limit}")
    List<DueRow> dueWithin(@Param("seconds") long seconds, @Param("limit") int limit);

    @Update("UPDATE orders SET status = 'PAYING', payment_id = #{paymentId}, checkout_xid = #{xid},"
            + " updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id = #{id} AND status = 'PENDING_PAYMENT' AND expire_at > UTC_TIMESTAMP(3)")
    int startCheckout(@Param("id") long id, @Param("paymentId") String paymentId, @Param("xid") String xid);

    @Update("UPDATE orders SET status = 'PAID', updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id = #{id} AND status = 'PAYING' AND checkout_xid = #{xid}")
    int finishCheckout(@Param("id") long id, @Param("xid") String xid);

    @Update("UPDATE orders SET status = 'PENDING_PAYMENT', payment_id = NULL, checkout_xid = NULL,"
            + " updated_at = UTC_TIMESTAMP(3) WHERE id = #{id} AND status = 'PAYING' AND checkout_xid = #{xid}")
    int abandonCheckout(@Param("id") long id, @Param("xid") String xid);

    @Update("UPDATE orders SET status = 'PAID', payment_id = #{paymentId}, updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id = #{id} AND status = #{from}")
    int markPaid(@Param("id") long id, @Param("from") String from, @Param("paymentId") String paymentId);

    @Update("UPDATE orders SET status = 'PAID', reason = 'REINSTATED', payment_id = #{paymentId},"
            + " reservation_id = #{reservationId}, updated_at = UTC_TIMESTAMP(3)"
            + " WHERE id = #{id} AND status = 'CANCELLED' AND reason = 'TIMEOUT'")
    int reinstate(
            @Param("id") long id, @Param("paymentId") String paymentId, @Param("reservationId") long reservationId);

    @Select("SELECT o.id, o.status,"
            + " (SELECT COALESCE(SUM(u.paid), 0) FROM order_unit u WHERE u.order_id = o.id AND u.refund_id IS NULL)"
            + " + (SELECT COALESCE(SUM(r.amount), 0) FROM order_refund r"
            + "    WHERE r.order_id = o.id AND r.status = 'AWAITING_APPROVAL') AS kept,"
            + " (o.status IN ('PAYING', 'PAID', 'REFUNDING')"
            + "  OR EXISTS (SELECT 1 FROM order_refund r WHERE r.order_id = o.id AND r.status = 'RUNNING')"
            + "  OR EXISTS (SELECT 1 FROM owed_refund w WHERE w.order_id = o.id AND w.refunded_at IS NULL)) AS moving"
            + " FROM orders o WHERE o.id > #{after} AND o.updated_at >= #{from} AND o.updated_at < #{to}"
            + " ORDER BY o.id LIMIT #{limit}")
    List<SettledRow> settledBetween(
            @Param("from") LocalDateTime from,
            @Param("to") LocalDateTime to,
            @Param("after") long after,
            @Param("limit") int limit);

    @Select("SELECT id FROM orders WHERE status = #{status}"
            + " AND updated_at < TIMESTAMPADD(SECOND, -#{seconds}, UTC_TIMESTAMP(3)) ORDER BY id LIMIT #{limit}")
    List<Long> unchangedFor(@Param("status") String status, @Param("seconds") long seconds, @Param("limit") int limit);

    @Select("<script>SELECT order_id, reason FROM order_tombstone WHERE order_id IN"
            + " <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " LOCK IN SHARE MODE</script>")
    List<TombstoneRow> tombstonesAmong(@Param("ids") List<Long> ids);

    @Insert("INSERT INTO order_tombstone (order_id, reason, created_at) VALUES (#{id}, #{reason}, UTC_TIMESTAMP(3))"
            + " ON DUPLICATE KEY UPDATE order_id = order_id")
    int bury(@Param("id") long id, @Param("reason") String reason);

    @Delete("DELETE FROM order_tombstone WHERE order_id = #{id}")
    int unbury(@Param("id") long id);
}
