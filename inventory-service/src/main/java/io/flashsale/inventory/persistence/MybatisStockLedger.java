package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.LedgerEntry;
import io.flashsale.inventory.domain.Movement;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockLedger;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisStockLedger implements StockLedger {
    private final LedgerMapper mapper;
    private final Clock clock;

    MybatisStockLedger(LedgerMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Set<String> applied(ItemRef item, long epoch, Collection<String> entryIds) {
        return new HashSet<>(mapper.applied(item.campaignId(), item.itemId(), epoch, entryIds));
    }

    @Override
    public void markApplied(List<JournalEntry> entries) {
        mapper.insertJournal(entries, now());
    }

    @Override
    public boolean hold(ItemRef item, int units) {
        return mapper.hold(item.itemId(), units) == 1;
    }

    @Override
    public void recordCounted(List<Reservation> reservations, EntryKind kind) {
        if (reservations.isEmpty()) return;
        long epoch = mapper.epoch(reservations.getFirst().item().itemId());
        mapper.insert(
                reservations.stream().map(r -> row(r, kind, epoch)).toList(),
                kind.reachesGate() ? "COUNTED" : "DONE",
                now());
    }

    @Override
    public void recordUncounted(Reservation reservation, EntryKind kind) {
        mapper.insert(List.of(row(reservation, kind, 0)), "NEW", now());
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
        mapper.insert(List.of(row(change, EntryKind.APPEND, 0)), "NEW", now());
    }

    @Override
    public boolean withdraw(StockChange change) {
        if (mapper.move(change.item().itemId(), EntryKind.WITHDRAW.movement(change.units())) != 1) return false;
        long epoch = mapper.epoch(change.item().itemId());
        mapper.insert(List.of(row(change, EntryKind.WITHDRAW, epoch)), "DONE", now());
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
    @Transactional
    public GateFilling beginEpoch(ItemRef item) {
        // The update locks the row: nobody moves its counters until the filling is read.
        if (mapper.beginEpoch(item.itemId()) != 1) throw new IllegalArgumentException("no item " + item.itemId());
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

    private LocalDateTime now() {
        return Utc.column(clock.instant());
    }

    private static LedgerEntryRow row(Reservation reservation, EntryKind kind, long epoch) {
        return new LedgerEntryRow(
                0,
                reservation.item().campaignId(),
                reservation.item().itemId(),
                reservation.orderId(),
                reservation.attempt().buyerId(),
                kind.name(),
                reservation.quantity(),
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
