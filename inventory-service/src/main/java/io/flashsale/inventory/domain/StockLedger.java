package io.flashsale.inventory.domain;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The truth about stock. Its counters move only by conditional updates; its entries are never deleted. */
public interface StockLedger {
    /** Which of these journal entries are in the ledger already. */
    Set<String> applied(ItemRef item, long epoch, Collection<String> entryIds);

    /** Of these entries, those whose revision another entry of the same epoch has. */
    Set<String> forked(ItemRef item, long epoch, Collection<JournalEntry> entries);

    /** Marks journal entries as applied; fails on one that is, and on a second one of the same revision. */
    void markApplied(List<JournalEntry> entries);

    /**
     * Holds units if the total allows: {@code held + sold + units <= total}.
     *
     * @param epoch of the gate that promised them
     * @param revision the gate must show in this epoch from now on
     */
    boolean hold(ItemRef item, int units, long epoch, long revision);

    /** Writes an entry whose effect on the counters is part of the same transaction. */
    void recordCounted(List<Reservation> reservations, EntryKind kind);

    /** Writes an entry whose effect on the counters follows soon, together with others. */
    void recordUncounted(Reservation reservation, EntryKind kind);

    /** Writes the entry of sold units that came back on their own; false if that return is written already. */
    boolean recordReturn(Reservation reservation, String returnId, int units);

    /** Whether a return of some units is written. */
    boolean knowsReturn(String orderId, String returnId);

    /** Locks entries that are not counted yet and that nobody else is counting, oldest first. */
    List<LedgerEntry> lockUncounted(int atMost);

    /** Moves the counters of an item and answers its epoch; empty, unmoved, if the result were negative or too much. */
    OptionalLong move(ItemRef item, Movement movement);

    /** Writes the entry of appended units, which are counted soon. */
    void append(StockChange change);

    /** Takes units off the total and writes the entry, if what is held and sold still fits. */
    boolean withdraw(StockChange change);

    /** The epoch of an item, which stays what it is until the transaction ends. */
    long lockEpoch(ItemRef item);

    /** Marks entries counted during {@code epoch}. */
    void markCounted(Collection<LedgerEntry> entries, long epoch);

    /** Counted entries the gate has not been told of yet, oldest first. */
    List<LedgerEntry> untold(int atMost);

    void markTold(Collection<LedgerEntry> entries);

    /** The counters of an item and what they should be. */
    LedgerAudit audit(ItemRef item);

    /** Whether the units of this order were ever sold, whatever became of them since. */
    boolean wasSold(String orderId);

    /** The token under which the current epoch began; 0 before the first one. */
    long fenceToken(ItemRef item);

    /** The epoch of an item. */
    long epoch(ItemRef item);

    /**
     * Begins the next epoch of an item and answers what a gate must be filled with to match the ledger.
     *
     * @throws GateNotReady when an equal or higher token was here before: somebody else fills the gate
     */
    GateFilling beginEpoch(ItemRef item, long fenceToken);
}
