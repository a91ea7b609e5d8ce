package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.ItemRef;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The highest revision of each gate that this instance has seen, in answers of the gate or in the ledger. Redis may come
 * back with older data of the same epoch (a cut append-only file, a promoted replica that lagged); a gate whose revision
 * is lower than one that was seen has lost changes.
 */
final class GateRevisions {
    static final Mark NONE = new Mark(0, 0);

    /** What was seen of one gate. */
    record Mark(long epoch, long revision) {
        /** The least revision a gate of this epoch must show. */
        long least(long ofEpoch) {
            return epoch == ofEpoch ? revision : 0;
        }
    }

    private final ConcurrentMap<ItemRef, Mark> marks = new ConcurrentHashMap<>();

    void seen(ItemRef item, long epoch, long revision) {
        Mark known = marks.get(item);
        if (known != null && (known.epoch > epoch || (known.epoch == epoch && known.revision >= revision))) return;
        marks.merge(
                item,
                new Mark(epoch, revision),
                (old, fresh) -> old.epoch > fresh.epoch || (old.epoch == fresh.epoch && old.revision > fresh.revision)
                        ? old
                        : fresh);
    }

    /** What was seen so far; to be taken before the gate is asked, whose answer may be older than the next one. */
    Mark mark(ItemRef item) {
        return marks.getOrDefault(item, NONE);
    }
}
