package io.flashsale.reward;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface PointsMapper {

    /** Holds the order's row until the transaction ends: whatever else happens to this order waits. */
    @Insert("""
            INSERT INTO rewarded_order (order_id) VALUES (#{orderId})
            ON DUPLICATE KEY UPDATE order_id = order_id""")
    int lockOrder(String orderId);

    @Insert("""
            INSERT INTO points_account (buyer_id, balance, debt) VALUES (#{buyerId}, 0, 0)
            ON DUPLICATE KEY UPDATE buyer_id = buyer_id""")
    int openAccount(String buyerId);

    @Select("SELECT balance, debt FROM points_account WHERE buyer_id = #{buyerId} FOR UPDATE")
    PointsAccount lockAccount(String buyerId);

    @Select("SELECT balance, debt FROM points_account WHERE buyer_id = #{buyerId}")
    @Nullable PointsAccount account(String buyerId);

    @Update("""
            UPDATE points_account SET balance = #{account.balance}, debt = #{account.debt}
            WHERE buyer_id = #{buyerId}""")
    int saveAccount(String buyerId, PointsAccount account);

    @Insert("""
            INSERT INTO points_entry (order_id, kind, buyer_id, points, created_at)
            VALUES (#{orderId}, #{kind}, #{buyerId}, #{points}, #{createdAt})""")
    int append(PointsEntry entry);

    @Select("""
            SELECT order_id, kind, buyer_id, points, created_at FROM points_entry
            WHERE order_id = #{orderId} AND kind = #{kind}""")
    @Nullable PointsEntry entry(String orderId, PointsEntry.Kind kind);

    @Select("""
            SELECT order_id, kind, buyer_id, points, created_at FROM points_entry
            WHERE buyer_id = #{buyerId} ORDER BY id DESC LIMIT #{limit}""")
    List<PointsEntry> newest(String buyerId, int limit);
}
