package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ReconciliationMapper {
    String SELECT = """
            SELECT id, requested_by, started_at, finished_at, items, busy, reservations, unanswered,
              (SELECT COUNT(*) FROM reconciliation_difference d WHERE d.reconciliation_id = r.id) AS differences,
              (SELECT COUNT(*) FROM reconciliation_difference d WHERE d.reconciliation_id = r.id AND d.repaired)
                AS repaired
            FROM reconciliation r\s""";

    record Row(
            long id,
            String requestedBy,
            LocalDateTime startedAt,
            @Nullable LocalDateTime finishedAt,
            int items,
            int busy,
            int reservations,
            int unanswered,
            int differences,
            int repaired) {}

    record DifferenceRow(
            long campaignId,
            long itemId,
            String kind,
            @Nullable String orderId,
            String expected,
            String found,
            boolean repaired) {}

    @Select("SELECT fence_token FROM job_fence WHERE job = 'reconciliation'")
    long fence();

    @Update("UPDATE job_fence SET fence_token = #{token} WHERE job = 'reconciliation' AND fence_token < #{token}")
    int raiseFence(@Param("token") long token);

    @Select("SELECT fence_token FROM job_fence WHERE job = 'reconciliation' FOR UPDATE")
    long lockFence();

    @Insert("INSERT INTO reconciliation (requested_by, started_at) VALUES (#{requestedBy}, #{now})")
    int insert(@Param("requestedBy") String requestedBy, @Param("now") LocalDateTime now);

    @Select("SELECT LAST_INSERT_ID()")
    long lastId();

    @Insert("""
            INSERT INTO reconciliation_difference
              (reconciliation_id, campaign_id, item_id, kind, order_id, expected, found, repaired, found_at)
            VALUES (#{id}, #{d.campaignId}, #{d.itemId}, #{d.kind}, #{d.orderId}, #{d.expected}, #{d.found},
                    #{d.repaired}, #{now})""")
    int insertDifference(@Param("id") long id, @Param("d") DifferenceRow difference, @Param("now") LocalDateTime now);

    @Update("""
            UPDATE reconciliation SET finished_at = #{now}, items = #{items}, busy = #{busy},
              reservations = #{reservations}, unanswered = #{unanswered} WHERE id = #{id}""")
    int finish(
            @Param("id") long id,
            @Param("items") int items,
            @Param("busy") int busy,
            @Param("reservations") int reservations,
            @Param("unanswered") int unanswered,
            @Param("now") LocalDateTime now);

    @Select(SELECT + "WHERE id = #{id}")
    @Nullable Row find(@Param("id") long id);

    @Select(SELECT + "ORDER BY id DESC LIMIT #{atMost}")
    List<Row> newest(@Param("atMost") int atMost);

    @Select("""
            SELECT campaign_id, item_id, kind, order_id, expected, found, repaired
            FROM reconciliation_difference WHERE reconciliation_id = #{id} ORDER BY id""")
    List<DifferenceRow> differences(@Param("id") long id);
}
