package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.EntryKind;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.domain.StockLedger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what the gate admitted into the ledger, exactly once: the journal entry and its effect are one transaction,
 * and the entry is acknowledged only after that. The ledger's total is the last guard; what does not fit is rejected.
 */
@Component
public class ApplyJournal {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyJournal.class);

    private final Journal journal;
    private final StockLedger ledger;
    private final Reservations reservations;
    private final RejectedReservations rejectedReservations;
    private final TransactionTemplate transaction;
    /** Items without entries that were handed to this instance and not applied; all others are looked at again. */
    private final Set<ItemRef> caughtUp = ConcurrentHashMap.newKeySet();

    ApplyJournal(
            Journal journal,
            StockLedger ledger,
            Reservations reservations,
            RejectedReservations rejectedReservations,
            TransactionTemplate transaction) {
        this.journal = journal;
        this.ledger = ledger;
        this.reservations = reservations;
        this.rejectedReservations = rejectedReservations;
        this.transaction = transaction;
    }

    /** Applies the next entries of these items; answers how many there were. */
    public int applyNew(Collection<ItemRef> items) {
        int count = 0;
        List<ItemRef> behind =
                items.stream().filter(item -> !caughtUp.contains(item)).toList();
        if (!behind.isEmpty()) {
            Map<ItemRef, List<JournalEntry>> handedOut = journal.readUnfinished(behind);
            count += applyAll(handedOut);
            behind.stream().filter(item -> !handedOut.containsKey(item)).forEach(caughtUp::add);
        }
        List<ItemRef> ready = items.stream().filter(caughtUp::contains).toList();
        if (ready.isEmpty()) return count;
        boolean read = false;
        try {
            Map<ItemRef, List<JournalEntry>> fresh = journal.readNew(ready);
            read = true;
            return count + applyAll(fresh);
        } finally {
            // An answer that was lost on the way may have held entries.
            if (!read) ready.forEach(caughtUp::remove);
        }
    }

    /** Applies entries another instance took and never finished; answers how many there were. */
    public int takeOver(Collection<ItemRef> items) {
        List<ItemRef> taken = journal.takeOver(items);
        taken.forEach(caughtUp::remove);
        return taken.isEmpty() ? 0 : applyNew(taken);
    }

    /** Applies item by item; trouble with one does not hold up the others. */
    private int applyAll(Map<ItemRef, List<JournalEntry>> entries) {
        int count = 0;
        RuntimeException trouble = null;
        for (Map.Entry<ItemRef, List<JournalEntry>> ofItem : entries.entrySet()) {
            try {
                apply(ofItem.getKey(), ofItem.getValue());
                count += ofItem.getValue().size();
            } catch (RuntimeException e) {
                caughtUp.remove(ofItem.getKey());
                trouble = e;
            }
        }
        if (trouble != null) throw trouble;
        return count;
    }

    /** Applies entries of one item that may have been applied before, and acknowledges them. */
    void apply(ItemRef item, List<JournalEntry> entries) {
        if (entries.isEmpty()) return;
        entries.stream()
                .collect(Collectors.groupingBy(JournalEntry::epoch, TreeMap::new, Collectors.toList()))
                .forEach((epoch, ofEpoch) -> {
                    try {
                        if (!applyTogether(item, epoch, ofEpoch)) applyOneByOne(item, epoch, ofEpoch);
                    } catch (DuplicateKeyException e) {
                        applyOneByOne(item, epoch, ofEpoch);
                    }
                });
        journal.acknowledge(item, entries.stream().map(JournalEntry::entryId).toList());
    }

    /** One aggregated update; false, with nothing changed, when the total does not allow all of it. */
    private boolean applyTogether(ItemRef item, long epoch, List<JournalEntry> entries) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<JournalEntry> fresh = fresh(item, epoch, entries);
            if (fresh.isEmpty()) return true;
            ledger.markApplied(fresh);
            List<Reservation> admitted = admitted(fresh);
            reservations.add(admitted);
            ledger.recordCounted(admitted, EntryKind.HOLD);
            if (ledger.hold(
                    item, admitted.stream().mapToInt(Reservation::quantity).sum())) return true;
            status.setRollbackOnly();
            return false;
        }));
    }

    private void applyOneByOne(ItemRef item, long epoch, List<JournalEntry> entries) {
        transaction.executeWithoutResult(status -> {
            List<JournalEntry> fresh = fresh(item, epoch, entries);
            if (fresh.isEmpty()) return;
            ledger.markApplied(fresh);
            List<Reservation> held = new ArrayList<>();
            List<Reservation> rejected = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Reservation reservation : admitted(fresh)) {
                if (!seen.add(reservation.orderId())
                        || reservations.find(reservation.orderId()).isPresent()) {
                    LOG.error("Order {} was admitted twice; the ledger keeps the first.", reservation.orderId());
                } else if (ledger.hold(item, reservation.quantity())) {
                    held.add(reservation);
                } else {
                    rejected.add(withStatus(reservation, ReservationStatus.REJECTED));
                }
            }
            List<Reservation> all = new ArrayList<>(held);
            all.addAll(rejected);
            if (!all.isEmpty()) reservations.add(all);
            ledger.recordCounted(held, EntryKind.HOLD);
            ledger.recordCounted(rejected, EntryKind.REJECT);
            if (!rejected.isEmpty()) {
                rejectedReservations.announce(rejected);
                LOG.error(
                        "Item {}: the gate promised {} orders more than the ledger allows; they are rejected.",
                        item.itemId(),
                        rejected.size());
            }
        });
    }

    private List<JournalEntry> fresh(ItemRef item, long epoch, List<JournalEntry> entries) {
        Set<String> applied = ledger.applied(
                item, epoch, entries.stream().map(JournalEntry::entryId).toList());
        return entries.stream()
                .filter(entry -> !applied.contains(entry.entryId()))
                .toList();
    }

    private static List<Reservation> admitted(List<JournalEntry> entries) {
        List<Reservation> all = new ArrayList<>();
        for (JournalEntry entry : entries) {
            for (Attempt attempt : entry.admitted()) {
                all.add(new Reservation(
                        entry.item(), entry.batchId(), attempt, ReservationStatus.HELD, null, entry.decidedAt()));
            }
        }
        return all;
    }

    private static Reservation withStatus(Reservation reservation, ReservationStatus status) {
        return new Reservation(
                reservation.item(),
                reservation.batchId(),
                reservation.attempt(),
                status,
                reservation.checkoutXid(),
                reservation.admittedAt());
    }
}
