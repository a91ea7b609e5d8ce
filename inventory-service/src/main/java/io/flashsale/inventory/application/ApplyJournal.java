package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes what the gate decided from its journal into the ledger; an entry is acknowledged when it is there. */
@Component
public class ApplyJournal {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyJournal.class);

    /** An entry that fails so often for a reason of its own, not of lost infrastructure, is set aside. */
    private static final int MOST_ATTEMPTS = 5;

    private final Journal journal;
    private final WriteToLedger writeToLedger;
    private final Clock clock;
    /** Items without entries that were handed to this instance and not applied; all others are looked at again. */
    private final Set<ItemRef> caughtUp = ConcurrentHashMap.newKeySet();
    /** Entries that failed for a reason of their own. */
    private final Map<Failing, Journal.Failure> failures = new ConcurrentHashMap<>();

    private final Set<ItemRef> expected = ConcurrentHashMap.newKeySet();
    private final Nudge nudge = new Nudge();

    private record Failing(ItemRef item, long epoch, String entryId) {}

    ApplyJournal(Journal journal, WriteToLedger writeToLedger, Clock clock) {
        this.journal = journal;
        this.writeToLedger = writeToLedger;
        this.clock = clock;
    }

    /** Given when there are entries to be expected. */
    public Nudge nudge() {
        return nudge;
    }

    /** The gate of this item has written to its journal. */
    public void expect(ItemRef item) {
        expected.add(item);
        nudge.give();
    }

    /** Applies the entries of items that are expected to have some; answers whether there were any. */
    public boolean applyExpected() {
        List<ItemRef> items = new ArrayList<>();
        expected.removeIf(items::add);
        boolean any = false;
        while (!items.isEmpty() && applyNew(items) > 0) any = true;
        return any;
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
    public int takeOver(Collection<ItemRef> items, Duration restedFor) {
        List<ItemRef> taken = journal.takeOver(items, restedFor);
        taken.forEach(caughtUp::remove);
        return taken.isEmpty() ? 0 : applyNew(taken);
    }

    /** Applies item by item; trouble with one does not hold up the others. */
    private int applyAll(Map<ItemRef, List<JournalEntry>> entries) {
        int count = 0;
        RuntimeException trouble = null;
        for (Map.Entry<ItemRef, List<JournalEntry>> ofItem : entries.entrySet()) {
            try {
                applyOrSetAside(ofItem.getKey(), ofItem.getValue());
                count += ofItem.getValue().size();
            } catch (RuntimeException e) {
                caughtUp.remove(ofItem.getKey());
                trouble = e;
            }
        }
        if (trouble != null) throw trouble;
        return count;
    }

    private void applyOrSetAside(ItemRef item, List<JournalEntry> entries) {
        try {
            apply(item, entries);
        } catch (RuntimeException e) {
            if (!isItsOwnFault(e)) throw e;
            applyOneByOne(item, entries);
        }
    }

    /** Finds the entry to blame; the others are applied. */
    private void applyOneByOne(ItemRef item, List<JournalEntry> entries) {
        RuntimeException trouble = null;
        for (JournalEntry entry : entries) {
            Failing key = new Failing(item, entry.epoch(), entry.entryId());
            try {
                apply(item, List.of(entry));
                failures.remove(key);
            } catch (RuntimeException e) {
                if (!isItsOwnFault(e)) throw e;
                Instant now = clock.instant();
                Journal.Failure failure = failures.merge(
                        key,
                        new Journal.Failure(1, now, now, e.toString()),
                        (before, last) -> new Journal.Failure(
                                before.attempts() + 1, before.firstAt(), last.lastAt(), last.error()));
                if (failure.attempts() < MOST_ATTEMPTS) {
                    LOG.warn("Journal entry {} of item {} cannot be applied.", entry.entryId(), item.itemId(), e);
                    trouble = e;
                } else {
                    journal.setAside(entry, failure);
                    failures.remove(key);
                }
            }
        }
        if (trouble != null) throw trouble;
    }

    /** Whether the entry would fail on healthy infrastructure, too. */
    private static boolean isItsOwnFault(RuntimeException e) {
        return e instanceof DataIntegrityViolationException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof NullPointerException;
    }

    /** Applies entries of one item that may have been applied before, and acknowledges them. */
    void apply(ItemRef item, List<JournalEntry> entries) {
        if (entries.isEmpty()) return;
        entries.stream()
                .collect(Collectors.groupingBy(JournalEntry::epoch, TreeMap::new, Collectors.toList()))
                .forEach((epoch, ofEpoch) -> writeToLedger.write(item, epoch, ofEpoch));
        journal.acknowledge(item, entries.stream().map(JournalEntry::entryId).toList());
    }
}
