package io.flashsale.reward.points;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** The lots that holds were taken from. */
@Mapper
interface FrozenLotMapper {

    @Insert("""
            <script>
            INSERT INTO reward_hold_lot (hold_id, order_id, points, expires_at) VALUES
            <foreach collection='lots' item='lot' separator=','>
              (#{holdId}, #{lot.orderId}, #{lot.points}, #{lot.expiresAt})
            </foreach>
            </script>""")
    int add(String holdId, List<Lot> lots);

    @Select("""
            SELECT NULL AS id, order_id, points, expires_at FROM reward_hold_lot
            WHERE hold_id = #{holdId} ORDER BY id""")
    List<Lot> of(String holdId);

    @Delete("DELETE FROM reward_hold_lot WHERE hold_id = #{holdId}")
    int delete(String holdId);
}
