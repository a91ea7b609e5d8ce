package io.flashsale.inventory.domain;

/** Whether a gate would decide. */
public enum GateCondition {
    READY,
    /** No data, or data of another epoch. */
    NOT_FILLED,
    /** Closed by somebody who fills it, or who began to. */
    FILLING,
    /** Data of the right epoch, but older than what was seen of it. */
    BEHIND
}
