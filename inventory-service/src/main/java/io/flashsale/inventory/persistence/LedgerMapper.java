package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.LedgerAudit;
import io.flashsale.inventory.domain.Movement;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface LedgerMapper {
    String ENTRY = "SELECT id, campaign_id, item_id, order_id, buyer_id, kind, quantity, epoch FROM ledger_entry ";

    @Select("SELECT COUNT(*) FROM ledger_entry WHERE order_id = #{orderId} AND kind = 'SELL'")
    int soldEntries(String orderId);

    @Select("""
            <script>
            SELECT entry_id FROM journal_entry
            WHERE campaign_id = #{campaignId} AND item_id = #{itemId} AND epoch = #{epoch} AND entry_id IN
            <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>
            </script>""")
    List<String> applied(
            @Param("campaignId") long campaignId,
            @Param("itemId") long itemId,
            @Param("epoch") long epoch,
            @Param("ids") Collection<String> ids);

    @Insert("""
            <script>
            INSERT INTO journal_entry (campaign_id, item_id, epoch, entry_id, revision, batch_id, applied_at) VALUES
            <foreach collection='entries' item='e' separator=','>
              (#{e.item.campaignId}, #{e.item.itemId}, #{e.epoch}, #{e.entryId}, NULLIF(#{e.revision}, 0), #{e.source},
               UTC_TIMESTAMP(3))
            </foreach>
            </script>""")
    int insertJournal(@Param("entries") List<JournalEntry> entries);

    @Select("""
            <script>
            SELECT revision FROM journal_entry
            WHERE campaign_id = #{campaignId} AND item_id = #{itemId} AND epoch = #{epoch} AND revision IN
            <foreach collection='revisions' item='revision' open='(' separator=',' close=')'>#{revision}</foreach>
            </script>""")
    List<Long> revisions(
            @Param("campaignId") long campaignId,
            @Param("itemId") long itemId,
            @Param("epoch") long epoch,
            @Param("revisions") Collection<Long> revisions);

    @Select("SELECT COUNT(*) > 0 FROM ledger_entry WHERE order_id = #{name}")
    boolean knows(@Param("name") String name);

    @Update("""
            UPDATE campaign_item
            SET held = held + #{units},
                gate_revision = IF(epoch = #{epoch}, GREATEST(gate_revision, #{revision}), gate_revision)
            WHERE id = #{itemId} AND held + sold + #{units} <= total""")
    int hold(
            @Param("itemId") long itemId,
            @Param("units") int units,
            @Param("epoch") long epoch,
            @Param("revision") long revision);

    @Update("""
            UPDATE campaign_item
            SET total = total + #{by.total}, held = held + #{by.held}, sold = sold + #{by.sold}
            WHERE id = #{itemId} AND held + #{by.held} >= 0 AND sold + #{by.sold} >= 0
              AND held + #{by.held} + sold + #{by.sold} <= total + #{by.total}""")
    int move(@Param("itemId") long itemId, @Param("by") Movement by);

    @Update("""
            UPDATE campaign_item SET epoch = epoch + 1, gate_revision = 0, fence_token = #{fenceToken}
            WHERE id = #{itemId} AND fence_token < #{fenceToken}""")
    int beginEpoch(@Param("itemId") long itemId, @Param("fenceToken") long fenceToken);

    @Select("SELECT fence_token FROM campaign_item WHERE id = #{itemId}")
    long fenceToken(@Param("itemId") long itemId);

    @Select("SELECT epoch FROM campaign_item WHERE id = #{itemId}")
    long epoch(@Param("itemId") long itemId);

    @Select("SELECT epoch FROM campaign_item WHERE id = #{itemId} FOR UPDATE")
    long lockEpoch(@Param("itemId") long itemId);

    @Select(CampaignMapper.ITEM + "WHERE id = #{itemId}")
    CampaignItemRow item(@Param("itemId") long itemId);

    @Select(ENTRY + "WHERE state = 'NEW' ORDER BY id LIMIT #{atMost} FOR UPDATE SKIP LOCKED")
    List<LedgerEntryRow> lockUncounted(@Param("atMost") int atMost);

    @Select(ENTRY + "WHERE state = 'COUNTED' ORDER BY id LIMIT #{atMost}")
    List<LedgerEntryRow> untold(@Param("atMost") int atMost);

    @Update("""
            <script>
            UPDATE ledger_entry SET state = #{to}, epoch = #{epoch}
            WHERE state = #{from} AND id IN
            <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>
            </script>""")
    int markCounted(
            @Param("ids") Collection<Long> ids,
            @Param("from") String from,
            @Param("to") String to,
            @Param("epoch") long epoch);

    @Update("""
            <script>
            UPDATE ledger_entry SET state = 'DONE'
            WHERE state = 'COUNTED' AND id IN
            <foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach>
            </script>""")
    int markTold(@Param("ids") Collection<Long> ids);

    /** One statement, so that all its parts see the same moment. */
    @Select("""
            SELECT i.epoch, i.total, i.held, i.sold,
              CAST(COALESCE(r.held, 0) + COALESCE(e.sell, 0) + COALESCE(e.released, 0) AS SIGNED) AS reserved_held,
              CAST(COALESCE(r.sold, 0) - COALESCE(e.sell, 0) + COALESCE(e.returned, 0) AS SIGNED) AS reserved_sold,
              CAST(COALESCE(e.entries, 0) AS SIGNED) AS under_way
            FROM campaign_item i
            LEFT JOIN (SELECT item_id, SUM(IF(status = 'HELD', quantity, 0)) AS held,
                              SUM(IF(status = 'SOLD', quantity, 0)) AS sold
                       FROM reservation WHERE item_id = #{itemId} GROUP BY item_id) r ON r.item_id = i.id
            LEFT JOIN (SELECT item_id, COUNT(*) AS entries,
                              SUM(IF(state = 'NEW' AND kind = 'SELL', quantity, 0)) AS sell,
                              SUM(IF(state = 'NEW' AND kind = 'RELEASE', quantity, 0)) AS released,
                              SUM(IF(state = 'NEW' AND kind = 'RETURN', quantity, 0)) AS returned
                       FROM ledger_entry WHERE item_id = #{itemId} AND state IN ('NEW', 'COUNTED')
                       GROUP BY item_id) e ON e.item_id = i.id
            WHERE i.id = #{itemId}""")
    LedgerAudit audit(@Param("itemId") long itemId);

    /**
     * Units that count towards the limit of each buyer: those held or sold, and those given up whose entry is not
     * counted yet, because counting will take them off. One statement, so both parts see the same moment.
     */
    @Select("""
            SELECT buyer_id, CAST(SUM(quantity) AS SIGNED) AS units FROM (
              SELECT buyer_id, quantity - returned AS quantity FROM reservation WHERE item_id = #{itemId} AND status IN ('HELD', 'SOLD')
              UNION ALL
              SELECT buyer_id, quantity FROM ledger_entry
              WHERE item_id = #{itemId} AND kind IN ('RELEASE', 'RETURN') AND state = 'NEW'
            ) counted GROUP BY buyer_id""")
    List<BuyerUnitsRow> unitsByBuyer(@Param("itemId") long itemId);

    @Select(ReservationMapper.SELECT + "WHERE item_id = #{itemId}")
    List<ReservationRow> reservations(@Param("itemId") long itemId);
}
