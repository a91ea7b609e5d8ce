package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CampaignMapper {
    String CAMPAIGN = "SELECT id, name, status, version, starts_at, ends_at, pay_within_s FROM campaign ";
    String ITEM = "SELECT id, campaign_id, sku, name, sale_price, list_price, currency, total, held, sold, "
            + "per_buyer_limit, epoch, gate_revision FROM campaign_item ";

    @Insert("""
            INSERT INTO campaign (name, status, starts_at, ends_at, pay_within_s, created_at)
            VALUES (#{name}, #{status}, #{startsAt}, #{endsAt}, #{payWithin}, #{now})""")
    int insert(
            @Param("name") String name,
            @Param("status") String status,
            @Param("startsAt") LocalDateTime startsAt,
            @Param("endsAt") LocalDateTime endsAt,
            @Param("payWithin") long payWithin,
            @Param("now") LocalDateTime now);

    @Select("SELECT LAST_INSERT_ID()")
    long lastId();

    @Insert("""
            INSERT INTO campaign_item
              (campaign_id, sku, name, sale_price, list_price, currency, total, per_buyer_limit)
            VALUES (#{campaignId}, #{sku}, #{name}, #{salePrice}, #{listPrice}, #{currency}, #{total}, #{limit})""")
    int insertItem(
            @Param("campaignId") long campaignId,
            @Param("sku") String sku,
            @Param("name") String name,
            @Param("salePrice") long salePrice,
            @Param("listPrice") long listPrice,
            @Param("currency") String currency,
            @Param("total") int total,
            @Param("limit") int limit);

    @Select(CAMPAIGN + "WHERE id = #{id}")
    @Nullable CampaignRow find(@Param("id") long id);

    @Select(CAMPAIGN + "ORDER BY id DESC LIMIT #{count}")
    List<CampaignRow> newest(@Param("count") int count);

    @Select(CAMPAIGN + "WHERE status IN ('SCHEDULED', 'WARMED', 'OPEN', 'PAUSED') "
            + "OR (status IN ('CLOSED', 'SETTLED') AND ends_at > #{since})")
    List<CampaignRow> current(@Param("since") LocalDateTime since);

    @Select("<script>" + ITEM
            + "WHERE campaign_id IN <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>"
            + " ORDER BY id</script>")
    List<CampaignItemRow> items(@Param("ids") Collection<Long> ids);

    @Update("""
            UPDATE campaign SET status = #{to}, version = version + 1
            WHERE id = #{id} AND status = #{from} AND version = #{version}""")
    int changeStatus(
            @Param("id") long id, @Param("from") String from, @Param("version") long version, @Param("to") String to);
}
