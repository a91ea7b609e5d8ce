package io.flashsale.inventory.domain;

/**
 * The counters of an item and what they should be, at one moment.
 *
 * @param reservedHeld units of held reservations, and of those given up or sold whose entries are not counted yet
 * @param reservedSold units of sold reservations, corrected likewise
 * @param underWay entries that are not counted, or that the gate has not heard of
 */
public record LedgerAudit(long epoch, int total, int held, int sold, int reservedHeld, int reservedSold, int underWay) {

    public boolean balances() {
        return held == reservedHeld && sold == reservedSold;
    }

    public int available() {
        return total - held - sold;
    }
}
