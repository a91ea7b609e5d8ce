package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface GateRebuildMapper {
    record Row(
            long campaignId,
            long itemId,
            long epoch,
            long fenceToken,
            String reason,
            String requestedBy,
            int available,
            LocalDateTime beganAt,
            LocalDateTime openedAt) {}

    @Insert("""
            INSERT INTO gate_rebuild
              (campaign_id, item_id, epoch, fence_token, reason, requested_by, available, began_at, opened_at)
            VALUES (#{r.campaignId}, #{r.itemId}, #{r.epoch}, #{r.fenceToken}, #{r.reason}, #{r.requestedBy},
                    #{r.available}, #{r.beganAt}, #{r.openedAt})""")
    int insert(@Param("r") Row row);

    @Select("""
            <script>
            SELECT campaign_id, item_id, epoch, fence_token, reason, requested_by, available, began_at, opened_at
            FROM gate_rebuild WHERE id IN (SELECT MAX(id) FROM gate_rebuild WHERE item_id IN
            <foreach collection='itemIds' item='id' open='(' separator=',' close=')'>#{id}</foreach>
            GROUP BY item_id)
            </script>""")
    List<Row> last(@Param("itemIds") Collection<Long> itemIds);
}
