package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ReservationMapper {
    String SELECT = "SELECT order_id, campaign_id, item_id, batch_id, buyer_id, idempotency_key, body_hash, quantity, "
            + "status, checkout_xid, admitted_at, returned FROM reservation ";

    @Select(SELECT + "WHERE order_id = #{orderId}")
    @Nullable ReservationRow find(@Param("orderId") String orderId);

    @Select(SELECT + "WHERE batch_id = #{batchId} AND item_id = #{itemId}")
    List<ReservationRow> ofBatch(@Param("itemId") long itemId, @Param("batchId") String batchId);

    @Select(SELECT + "WHERE item_id = #{itemId} AND status = 'HELD' AND admitted_at < #{before}"
            + " ORDER BY admitted_at LIMIT #{atMost}")
    List<ReservationRow> heldSince(
            @Param("itemId") long itemId, @Param("before") LocalDateTime before, @Param("atMost") int atMost);

    @Update(
            "UPDATE reservation SET status = 'SOLD', updated_at = UTC_TIMESTAMP(3) WHERE order_id = #{orderId} AND status = 'HELD'")
    int sell(@Param("orderId") String orderId);

    @Update("""
            UPDATE reservation SET status = 'RELEASED', updated_at = UTC_TIMESTAMP(3)
            WHERE order_id = #{orderId} AND status = 'HELD' AND checkout_xid IS NULL""")
    int release(@Param("orderId") String orderId);

    @Update("""
            UPDATE reservation SET status = 'RELEASED', checkout_xid = NULL, updated_at = UTC_TIMESTAMP(3)
            WHERE order_id = #{orderId} AND status = 'SOLD'""")
    int takeBack(@Param("orderId") String orderId);

    @Update("""
            UPDATE reservation SET returned = returned + #{units}, updated_at = UTC_TIMESTAMP(3)
            WHERE order_id = #{orderId} AND status = 'SOLD' AND returned + #{units} < quantity""")
    int takeSomeBack(@Param("orderId") String orderId, @Param("units") int units);

    @Update("""
            UPDATE reservation SET checkout_xid = #{xid}, updated_at = UTC_TIMESTAMP(3)
            WHERE order_id = #{orderId} AND status = 'HELD' AND checkout_xid IS NULL""")
    int claim(@Param("orderId") String orderId, @Param("xid") String xid);

    @Update("""
            UPDATE reservation SET checkout_xid = NULL, updated_at = UTC_TIMESTAMP(3)
            WHERE order_id = #{orderId} AND status = 'HELD' AND checkout_xid = #{xid}""")
    int unclaim(@Param("orderId") String orderId, @Param("xid") String xid);
}
