package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.StockChange;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface StockChangeMapper {
    String SELECT = "SELECT id, campaign_id, item_id, request_key, kind, units, reason, operator, status, requested_at "
            + "FROM stock_change ";

    @Insert("""
            INSERT IGNORE INTO stock_change
              (campaign_id, item_id, request_key, kind, units, reason, operator, status, requested_at)
            VALUES (#{w.item.campaignId}, #{w.item.itemId}, #{w.key}, #{w.kind}, #{w.units}, #{w.reason}, #{w.operator},
                    'REQUESTED', #{now})""")
    int insertMissing(@Param("w") StockChange.Wish wish, @Param("now") LocalDateTime now);

    @Select(SELECT + "WHERE item_id = #{itemId} AND request_key = #{key}")
    @Nullable StockChangeRow byKey(@Param("itemId") long itemId, @Param("key") String key);

    @Select(SELECT + "WHERE id = #{id} FOR UPDATE")
    StockChangeRow lock(@Param("id") long id);

    @Update("UPDATE stock_change SET status = #{status}, decided_at = #{now} WHERE id = #{id} AND status = 'REQUESTED'")
    int decide(@Param("id") long id, @Param("status") String status, @Param("now") LocalDateTime now);

    @Select(SELECT + "WHERE item_id = #{itemId} ORDER BY id DESC LIMIT #{atMost}")
    List<StockChangeRow> ofItem(@Param("itemId") long itemId, @Param("atMost") int atMost);
}
