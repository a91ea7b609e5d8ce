package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.RebuildReason;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockChanges;
import io.flashsale.inventory.domain.StockLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes journal entries into the ledger, exactly once: the entry and its effect are one transaction. The ledger's
 * total is the last guard; what does not fit is rejected.
 */
@Component
class WriteToLedger {
    private static final Logger LOG = LoggerFactory.getLogger(WriteToLedger.class);

    private final StockLedger ledger;
    private final Reservations reservations;
    private final StockChanges stockChanges;
    private final RejectedReservations rejectedReservations;
    private final SuspectGates suspects;
    private final Counter rejections;
    private final TransactionTemplate transaction;

    WriteToLedger(
            StockLedger ledger,
            Reservations reservations,
            StockChanges stockChanges,
            RejectedReservations rejectedReservations,
            SuspectGates suspects,
            MeterRegistry meters,
            TransactionTemplate transaction) {
        this.ledger = ledger;
        this.reservations = reservations;
        this.stockChanges = stockChanges;
        this.rejectedReservations = rejectedReservations;
        this.suspects = suspects;
        this.rejections = Counter.builder("flashsale.reservations.rejected")
                .description("Reservations the gate promised and the ledger had no units for; any is an alarm")
                .register(meters);
        this.transaction = transaction;
    }

    /** Writes entries of one epoch that may have been written before. */
    void write(ItemRef item, long epoch, List<JournalEntry> entries) {
        try {
            if (writeTogether(item, epoch, entries)) return;
        } catch (DuplicateKeyException e) {
            LOG.debug("item {}: somebody else writes these entries", item.itemId());
        }
        Trouble trouble = transaction.execute(status -> writeOneByOne(item, epoch, entries));
        if (trouble != null) report(item, epoch, trouble);
    }

    /** What writing one by one has brought to light. */
    private record Trouble(int rejected, Set<String> forked) {
        static final Trouble NONE = new Trouble(0, Set.of());
    }

    private void report(ItemRef item, long epoch, Trouble trouble) {
        if (trouble.rejected > 0) {
            rejections.increment(trouble.rejected);
            LOG.error(
                    "Item {}: the gate promised {} orders more than the ledger allows; they are rejected.",
                    item.itemId(),
                    trouble.rejected);
            suspects.suspect(item, epoch, RebuildReason.PROMISED_TOO_MUCH);
        }
        if (!trouble.forked.isEmpty()) {
            LOG.error(
                    "Item {}: the gate has gone back to older data, since {} repeat revisions of its epoch {}.",
                    item.itemId(),
                    trouble.forked,
                    epoch);
            suspects.suspect(item, epoch, RebuildReason.FORKED_HISTORY);
        }
    }

    /** One aggregated update; false, with nothing changed, when that is not possible. */
    private boolean writeTogether(ItemRef item, long epoch, List<JournalEntry> entries) {
        if (entries.stream().anyMatch(entry -> !(entry.content() instanceof JournalEntry.Admission))) return false;
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<JournalEntry> fresh = fresh(item, epoch, entries);
            if (fresh.isEmpty()) return true;
            ledger.markApplied(fresh);
            List<Reservation> admitted = fresh.stream()
                    .flatMap(entry -> reservations(entry).stream())
                    .toList();
            reservations.add(admitted);
            ledger.recordCounted(admitted, EntryKind.HOLD);
            if (ledger.hold(
                    item, admitted.stream().mapToInt(Reservation::quantity).sum(), epoch, revision(fresh))) return true;
            status.setRollbackOnly();
            return false;
        }));
    }

    private static long revision(List<JournalEntry> entries) {
        return entries.stream().mapToLong(JournalEntry::revision).max().orElse(0);
    }

    private Trouble writeOneByOne(ItemRef item, long epoch, List<JournalEntry> entries) {
        List<JournalEntry> fresh = fresh(item, epoch, entries);
        if (fresh.isEmpty()) return Trouble.NONE;
        Set<String> forked = ledger.forked(item, epoch, fresh);
        ledger.markApplied(fresh.stream()
                .map(entry -> forked.contains(entry.entryId()) ? entry.withoutRevision() : entry)
                .toList());
        List<Reservation> admitted = new ArrayList<>();
        for (JournalEntry entry : fresh) {
            switch (entry.content()) {
                case JournalEntry.Admission _ -> admitted.addAll(reservations(entry));
                case JournalEntry.Withdrawal withdrawal -> withdraw(withdrawal);
            }
        }
        int rejected = holdOrReject(item, epoch, admitted);
        ledger.hold(item, 0, epoch, revision(fresh));
        return new Trouble(rejected, forked);
    }

    /** Answers how many were rejected. */
    private int holdOrReject(ItemRef item, long epoch, List<Reservation> admitted) {
        List<Reservation> held = new ArrayList<>();
        List<Reservation> rejected = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Reservation reservation : admitted) {
            if (!seen.add(reservation.orderId())
                    || reservations.find(reservation.orderId()).isPresent()) {
                LOG.error("Order {} was admitted twice; the ledger keeps the first.", reservation.orderId());
            } else if (ledger.hold(item, reservation.quantity(), epoch, 0)) {
                held.add(reservation);
            } else {
                rejected.add(reservation.as(ReservationStatus.REJECTED));
            }
        }
        List<Reservation> all = new ArrayList<>(held);
        all.addAll(rejected);
        if (!all.isEmpty()) reservations.add(all);
        ledger.recordCounted(held, EntryKind.HOLD);
        ledger.recordCounted(rejected, EntryKind.REJECT);
        if (!rejected.isEmpty()) rejectedReservations.announce(rejected);
        return rejected.size();
    }

    private void withdraw(JournalEntry.Withdrawal withdrawal) {
        StockChange change = stockChanges.lock(withdrawal.changeId());
        if (change.status() != StockChange.Status.REQUESTED) return;
        boolean withdrawn = ledger.withdraw(change);
        stockChanges.decide(change.id(), withdrawn ? StockChange.Status.DONE : StockChange.Status.REFUSED);
        if (!withdrawn) {
            LOG.error(
                    "Item {}: the gate withdrew units the ledger does not have.",
                    change.item().itemId());
        }
    }

    private List<JournalEntry> fresh(ItemRef item, long epoch, List<JournalEntry> entries) {
        Set<String> applied = ledger.applied(
                item, epoch, entries.stream().map(JournalEntry::entryId).toList());
        return entries.stream()
                .filter(entry -> !applied.contains(entry.entryId()))
                .toList();
    }

    private static List<Reservation> reservations(JournalEntry entry) {
        if (!(entry.content() instanceof JournalEntry.Admission admission)) return List.of();
        List<Reservation> all = new ArrayList<>();
        for (Attempt attempt : admission.attempts()) {
            all.add(new Reservation(
                    entry.item(), entry.source(), attempt, ReservationStatus.HELD, null, entry.decidedAt(), 0));
        }
        return all;
    }
}
