package io.flashsale.inventory.domain;

/** What the gate says to an attempt. Refusals are normal results, not errors. */
public enum Outcome {
    ADMITTED,
    SOLD_OUT,
    LIMIT_REACHED,
    NOT_OPEN_YET,
    PAUSED,
    CLOSED,
    /** The same buyer, key and body were admitted before, under another order id. */
    REPLAYED,
    /** The key was used before for another wish. */
    KEY_REUSED
}
