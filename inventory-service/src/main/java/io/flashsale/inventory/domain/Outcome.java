package io.flashsale.inventory.domain;

/** What the gate says to an attempt. Refusals are normal results, not errors. */
public enum Outcome {
    ADMITTED,
    SOLD_OUT,
    LIMIT_REACHED,
    NOT_OPEN_YET,
    PAUSED,
    CLOSED,
    /** The purchase token had run out by the clock of the gate. */
    TOKEN_EXPIRED,
    /** The purchase token was used for another attempt. */
    TOKEN_USED,
    /** The same buyer, key and body were admitted before, under another order id. */
    REPLAYED,
    /** The key was used before for another wish. */
    KEY_REUSED
}
