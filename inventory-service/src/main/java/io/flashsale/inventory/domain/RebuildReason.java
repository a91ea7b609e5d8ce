package io.flashsale.inventory.domain;

/** Why a gate is filled from the ledger. */
public enum RebuildReason {
    /** The campaign is prepared for its sale. */
    WARM_UP(false),
    /** The gate holds no data, or data of another epoch. */
    LOST_DATA(false),
    /** The gate shows fewer changes than are known to have happened. */
    FORGOT_CHANGES(false),
    /** Two journal entries claim to be the same change: the gate went back to older data in between. */
    FORKED_HISTORY(true),
    /** The ledger had to reject what the gate promised. */
    PROMISED_TOO_MUCH(true),
    /** Gate and ledger differed while nothing was under way. */
    RECONCILIATION(true),
    OPERATOR(true);

    private final boolean ofReadyGate;

    RebuildReason(boolean ofReadyGate) {
        this.ofReadyGate = ofReadyGate;
    }

    /** Whether a gate is filled again although it says that it is ready. */
    public boolean ofReadyGate() {
        return ofReadyGate;
    }
}
