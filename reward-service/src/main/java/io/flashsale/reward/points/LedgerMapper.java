package io.flashsale.reward.points;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Accounts, entries and lots. */
@Mapper
interface LedgerMapper {

    @Insert("""
            INSERT INTO points_account (buyer_id, balance, debt) VALUES (#{buyerId}, 0, 0)
            ON DUPLICATE KEY UPDATE buyer_id = buyer_id""")
    int addAccount(String buyerId);

    @Select("SELECT balance, frozen, debt, earned FROM points_account WHERE buyer_id = #{buyerId} FOR UPDATE")
    @Nullable PointsAccount lockAccount(String buyerId);

    @Select("""
            SELECT balance, frozen, debt, earned FROM points_account WHERE buyer_id = #{buyerId}
            FOR UPDATE SKIP LOCKED""")
    @Nullable PointsAccount lockAccountIfFree(String buyerId);

    @Select("SELECT balance, frozen, debt, earned FROM points_account WHERE buyer_id = #{buyerId}")
    @Nullable PointsAccount account(String buyerId);

    @Update("""
            UPDATE points_account SET balance = #{account.balance}, frozen = #{account.frozen},
              debt = #{account.debt}, earned = #{account.earned}
            WHERE buyer_id = #{buyerId}""")
    int saveAccount(String buyerId, PointsAccount account);

    @Insert("""
            <script>
            INSERT INTO points_entry (order_id, kind, reference, account, buyer_id, points, created_at) VALUES
            <foreach collection='entries' item='e' separator=','>
              (#{e.orderId}, #{e.kind}, #{e.reference}, #{e.account}, #{e.buyerId}, #{e.points}, #{e.createdAt})
            </foreach>
            </script>""")
    int append(List<PointsEntry> entries);

    @Select("""
            SELECT order_id, kind, reference, account, buyer_id, points, created_at FROM points_entry
            WHERE buyer_id = #{buyerId} AND account = 'AVAILABLE' ORDER BY id DESC LIMIT #{limit}""")
    List<PointsEntry> newest(String buyerId, int limit);

    @Select("""
            SELECT order_id, kind, reference, account, buyer_id, points, created_at FROM points_entry
            WHERE order_id = #{orderId} AND account = 'AVAILABLE' ORDER BY id""")
    List<PointsEntry> ofOrder(String orderId);

    @Insert("""
            <script>
            INSERT INTO points_lot (buyer_id, order_id, points, expires_at) VALUES
            <foreach collection='lots' item='lot' separator=','>
              (#{buyerId}, #{lot.orderId}, #{lot.points}, #{lot.expiresAt})
            </foreach>
            </script>""")
    int addLots(String buyerId, List<Lot> lots);

    @Select("""
            SELECT id, order_id, points, expires_at FROM points_lot WHERE buyer_id = #{buyerId}
            ORDER BY order_id = #{preferredOrder} DESC, expires_at, id LIMIT #{limit}""")
    List<Lot> lots(String buyerId, String preferredOrder, int limit);

    @Select("""
            SELECT id, order_id, points, expires_at FROM points_lot
            WHERE buyer_id = #{buyerId} AND expires_at <= #{now} ORDER BY expires_at, id LIMIT #{limit}""")
    List<Lot> dueLots(String buyerId, LocalDateTime now, int limit);

    @Update("UPDATE points_lot SET points = points - #{points} WHERE id = #{id}")
    int reduceLot(long id, long points);

    @Delete("""
            <script>
            DELETE FROM points_lot WHERE id IN
            <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>
            </script>""")
    int deleteLots(List<Long> ids);

    @Select("SELECT COALESCE(SUM(points), 0) FROM points_lot WHERE buyer_id = #{buyerId} AND expires_at <= #{before}")
    long expiring(String buyerId, LocalDateTime before);

    @Select("SELECT DISTINCT buyer_id FROM points_lot WHERE expires_at <= #{now} LIMIT #{limit}")
    List<String> buyersWithDueLots(LocalDateTime now, int limit);
}
