package io.flashsale.inventory.domain;

/** What a ledger entry does to the counters of its item, per unit. */
public enum EntryKind {
    HOLD(0, 1, 0),
    SELL(0, -1, 1),
    RELEASE(0, -1, 0),
    RETURN(0, 0, -1),
    /** The gate promised more than there was: nothing is held, only the buyer's limit is restored. */
    REJECT(0, 0, 0),
    /** An operator puts units on sale. */
    APPEND(1, 0, 0),
    /** An operator takes units off sale. */
    WITHDRAW(-1, 0, 0);

    private final int total;
    private final int held;
    private final int sold;

    EntryKind(int total, int held, int sold) {
        this.total = total;
        this.held = held;
        this.sold = sold;
    }

    public Movement movement(int quantity) {
        return new Movement(total * quantity, held * quantity, sold * quantity);
    }

    /** Whether the gate has to be told after the ledger has counted the entry. */
    public boolean reachesGate() {
        return limitBack(1) > 0 || unitsToGate(1) > 0;
    }

    /** Units by which the buyer's limit is restored. */
    public int limitBack(int quantity) {
        return this == RELEASE || this == RETURN || this == REJECT ? quantity : 0;
    }

    /** Units the gate may promise from then on. */
    public int unitsToGate(int quantity) {
        return this == RELEASE || this == RETURN || this == APPEND ? quantity : 0;
    }
}
