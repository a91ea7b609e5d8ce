package io.flashsale.inventory.domain;

/**
 * One line of the ledger.
 *
 * @param epoch of the gate when the counters moved; 0 before that
 */
public record LedgerEntry(
        long id, ItemRef item, String orderId, String buyerId, EntryKind kind, int quantity, long epoch) {}
