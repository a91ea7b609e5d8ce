package io.flashsale.reward.points;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What orders earned, by their own rows and by the entries of the accounts. */
@Mapper
interface EarnedMapper {

    String EARNED = """
            SELECT o.order_id, r.amount, COALESCE(r.granted - r.reversed, 0) AS kept,
              COALESCE((SELECT SUM(e.points) FROM points_entry e WHERE e.order_id = o.order_id
                AND e.account = 'AVAILABLE' AND e.kind IN ('GRANT', 'REVERSAL')), 0)
              + COALESCE((SELECT SUM(a.points) FROM points_entry_archive a WHERE a.order_id = o.order_id
                AND a.account = 'AVAILABLE' AND a.kind IN ('GRANT', 'REVERSAL')), 0) AS booked
            FROM\s""";

    String ROW = " o LEFT JOIN rewarded_order r ON r.order_id = o.order_id ORDER BY o.order_id";

    @Select("<script>" + EARNED + """
             (SELECT order_id FROM rewarded_order WHERE order_id IN
              <foreach collection='orderIds' item='id' open='(' separator=',' close=')'>#{id}</foreach>
              UNION SELECT order_id FROM points_entry WHERE order_id IN
              <foreach collection='orderIds' item='id' open='(' separator=',' close=')'>#{id}</foreach>)
            """ + ROW + "</script>")
    List<Earned> of(List<String> orderIds);

    @Select("<script>" + EARNED + """
             (SELECT DISTINCT order_id FROM points_entry
              WHERE created_at &gt;= #{from} AND created_at &lt; #{to} AND account = 'AVAILABLE'
              AND kind IN ('GRANT', 'REVERSAL') AND order_id &gt; #{after} ORDER BY order_id LIMIT #{limit})
            """ + ROW + "</script>")
    List<Earned> movedBetween(LocalDateTime from, LocalDateTime to, String after, int limit);

    /**
     * What an order earned.
     *
     * @param amount minor units it was granted for; null if it was not granted
     * @param kept points granted less those taken back
     * @param booked what the entries say
     */
    record Earned(String orderId, @Nullable Long amount, long kept, long booked) {}
}
