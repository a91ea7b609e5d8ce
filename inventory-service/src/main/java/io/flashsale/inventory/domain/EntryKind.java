package io.flashsale.inventory.domain;

/** What a ledger entry does to the counters of its item, per unit. */
public enum EntryKind {
    HOLD(1, 0),
    SELL(-1, 1),
    RELEASE(-1, 0),
    RETURN(0, -1),
    /** The gate promised more than there was: nothing is held, only the buyer's limit is restored. */
    REJECT(0, 0);

    private final int held;
    private final int sold;

    EntryKind(int held, int sold) {
        this.held = held;
        this.sold = sold;
    }

    public int heldChange(int quantity) {
        return held * quantity;
    }

    public int soldChange(int quantity) {
        return sold * quantity;
    }

    /** Whether the gate has to be told after the ledger has counted the entry. */
    public boolean reachesGate() {
        return this == RELEASE || this == RETURN || this == REJECT;
    }

    /** Units that go back on sale. */
    public int unitsBack(int quantity) {
        return this == RELEASE || this == RETURN ? quantity : 0;
    }
}
