package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes what the gate decided from its journal into the ledger; an entry is acknowledged when it is there. */
@Component
public class ApplyJournal {
    private final Journal journal;
    private final WriteToLedger writeToLedger;
    /** Items without entries that were handed to this instance and not applied; all others are looked at again. */
    private final Set<ItemRef> caughtUp = ConcurrentHashMap.newKeySet();

    ApplyJournal(Journal journal, WriteToLedger writeToLedger) {
        this.journal = journal;
        this.writeToLedger = writeToLedger;
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
                .forEach((epoch, ofEpoch) -> writeToLedger.write(item, epoch, ofEpoch));
        journal.acknowledge(item, entries.stream().map(JournalEntry::entryId).toList());
    }
}
