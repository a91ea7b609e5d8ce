package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.LedgerAudit;
import io.flashsale.inventory.domain.LedgerEntry;
import io.flashsale.inventory.domain.Movement;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockLedger;
import io.flashsale.persistence.MultiRowInsert;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisStockLedger implements StockLedger {
    private static final String COLUMNS =
            "INSERT INTO ledger_entry (campaign_id, item_id, order_id, buyer_id, kind, quantity, state, epoch, created_at)";

    /** By the database's clock: who judges the ledger compares it with other tables. */
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))";

    private final LedgerMapper mapper;
    private final MultiRowInsert<NewEntry> entries;

    private record NewEntry(LedgerEntryRow row, String state) {}

    MybatisStockLedger(LedgerMapper mapper, JdbcOperations jdbc) {
        this.mapper = mapper;
        this.entries = new MultiRowInsert<>(jdbc, COLUMNS, ROW, MybatisStockLedger::bind);
    }

    @Override
    public Set<String> applied(ItemRef item, long epoch, Collection<String> entryIds) {
        return new HashSet<>(mapper.applied(item.campaignId(), item.itemId(), epoch, entryIds));
    }

    @Override
    public Set<String> forked(ItemRef item, long epoch, Collection<JournalEntry> entries) {
        List<Long> claimed =
                entries.stream().map(JournalEntry::revision).filter(r -> r > 0).toList();
        if (claimed.isEmpty()) return Set.of();
        Set<Long> taken = new HashSet<>(mapper.revisions(item.campaignId(), item.itemId(), epoch, claimed));
        Set<String> forked = new HashSet<>();
        for (JournalEntry entry : entries) {
            if (entry.revision() > 0 && !taken.add(entry.revision())) forked.add(entry.entryId());
        }
        return forked;
    }

    @Override
    public void markApplied(List<JournalEntry> entries) {
        mapper.insertJournal(entries);
    }

    @Override
    public boolean hold(ItemRef item, int units, long epoch, long revision) {
        return mapper.hold(item.itemId(), units, epoch, revision) == 1;
    }

    @Override
    public void recordCounted(List<Reservation> reservations, EntryKind kind) {
        if (reservations.isEmpty()) return;
        long epoch = mapper.epoch(reservations.getFirst().item().itemId());
        insert(reservations.stream().map(r -> row(r, kind, epoch)).toList(), kind.reachesGate() ? "COUNTED" : "DONE");
    }

    @Override
    public void recordUncounted(Reservation reservation, EntryKind kind) {
        insert(List.of(row(reservation, kind, 0)), "NEW");
    }

    @Override
    public boolean recordReturn(Reservation reservation, String returnId, int units) {
        String entryName = entryName(reservation.orderId(), returnId);
        if (mapper.knows(entryName)) return false;
        LedgerEntryRow row = new LedgerEntryRow(
                0,
                reservation.item().campaignId(),
                reservation.item().itemId(),
                entryName,
                reservation.attempt().buyerId(),
                EntryKind.RETURN.name(),
                units,
                0);
        insert(List.of(row), "NEW");
        return true;
    }

    @Override
    public boolean knowsReturn(String orderId, String returnId) {
        return mapper.knows(entryName(orderId, returnId));
    }

    /** An order has one entry of a kind; a part that comes back on its own has a name of its own. */
    private static String entryName(String orderId, String returnId) {
        return orderId + "#" + returnId;
    }

    @Override
    public List<LedgerEntry> lockUncounted(int atMost) {
        return entries(mapper.lockUncounted(atMost));
    }

    @Override
    public OptionalLong move(ItemRef item, Movement movement) {
        if (mapper.move(item.itemId(), movement) != 1) return OptionalLong.empty();
        return OptionalLong.of(mapper.epoch(item.itemId()));
    }

    @Override
    public void append(StockChange change) {
        insert(List.of(row(change, EntryKind.APPEND, 0)), "NEW");
    }

    @Override
    public boolean withdraw(StockChange change) {
        if (mapper.move(change.item().itemId(), EntryKind.WITHDRAW.movement(change.units())) != 1) return false;
        long epoch = mapper.epoch(change.item().itemId());
        insert(List.of(row(change, EntryKind.WITHDRAW, epoch)), "DONE");
        return true;
    }

    @Override
    public long lockEpoch(ItemRef item) {
        return mapper.lockEpoch(item.itemId());
    }

    @Override
    public void markCounted(Collection<LedgerEntry> entries, long epoch) {
        Map<Boolean, List<Long>> ids = entries.stream()
                .collect(Collectors.partitioningBy(
                        entry -> entry.kind().reachesGate(), Collectors.mapping(LedgerEntry::id, Collectors.toList())));
        mark(ids.getOrDefault(true, List.of()), "COUNTED", epoch);
        mark(ids.getOrDefault(false, List.of()), "DONE", epoch);
    }

    private void mark(List<Long> ids, String state, long epoch) {
        if (!ids.isEmpty() && mapper.markCounted(ids, "NEW", state, epoch) != ids.size()) {
            throw new IllegalStateException("ledger entries were counted by somebody else: " + ids);
        }
    }

    @Override
    public List<LedgerEntry> untold(int atMost) {
        return entries(mapper.untold(atMost));
    }

    @Override
    public void markTold(Collection<LedgerEntry> entries) {
        mapper.markTold(entries.stream().map(LedgerEntry::id).toList());
    }

    @Override
    public LedgerAudit audit(ItemRef item) {
        return mapper.audit(item.itemId());
    }

    @Override
    public boolean wasSold(String orderId) {
        return mapper.soldEntries(orderId) > 0;
    }

    @Override
    public long fenceToken(ItemRef item) {
        return mapper.fenceToken(item.itemId());
    }

    @Override
    public long epoch(ItemRef item) {
        return mapper.epoch(item.itemId());
    }

    @Override
    @Transactional
    public GateFilling beginEpoch(ItemRef item, long fenceToken) {
        // The update locks the row: nobody moves its counters until the filling is read.
        if (mapper.beginEpoch(item.itemId(), fenceToken) != 1) throw GateNotReady.filling(item);
        CampaignItemRow row = mapper.item(item.itemId());
        Map<String, Integer> units = mapper.unitsByBuyer(item.itemId()).stream()
                .collect(Collectors.toMap(BuyerUnitsRow::buyerId, BuyerUnitsRow::units));
        return new GateFilling(
                row.epoch(),
                row.total() - row.held() - row.sold(),
                units,
                mapper.reservations(item.itemId()).stream()
                        .map(MybatisReservations::reservation)
                        .filter(reservation -> reservation.status() != ReservationStatus.REJECTED)
                        .map(Reservation::attempt)
                        .toList());
    }

    private void insert(List<LedgerEntryRow> rows, String state) {
        entries.insert(rows.stream().map(row -> new NewEntry(row, state)).toList());
    }

    private static void bind(PreparedStatement statement, int first, NewEntry entry) throws SQLException {
        LedgerEntryRow row = entry.row();
        int next = first;
        statement.setLong(next++, row.campaignId());
        statement.setLong(next++, row.itemId());
        statement.setString(next++, row.orderId());
        statement.setString(next++, row.buyerId());
        statement.setString(next++, row.kind());
        statement.setInt(next++, row.quantity());
        statement.setString(next++, entry.state());
        statement.setLong(next, row.epoch());
    }

    private static LedgerEntryRow row(Reservation reservation, EntryKind kind, long epoch) {
        return new LedgerEntryRow(
                0,
                reservation.item().campaignId(),
                reservation.item().itemId(),
                reservation.orderId(),
                reservation.attempt().buyerId(),
                kind.name(),
                kind == EntryKind.RETURN ? reservation.remaining() : reservation.quantity(),
                epoch);
    }

    private static LedgerEntryRow row(StockChange change, EntryKind kind, long epoch) {
        return new LedgerEntryRow(
                0,
                change.item().campaignId(),
                change.item().itemId(),
                change.entryName(),
                "",
                kind.name(),
                change.units(),
                epoch);
    }

    private static List<LedgerEntry> entries(List<LedgerEntryRow> rows) {
        return rows.stream()
                .map(row -> new LedgerEntry(
                        row.id(),
                        new ItemRef(row.campaignId(), row.itemId()),
                        row.orderId(),
                        row.buyerId(),
                        EntryKind.valueOf(row.kind()),
                        row.quantity(),
                        row.epoch()))
                .toList();
    }
}
