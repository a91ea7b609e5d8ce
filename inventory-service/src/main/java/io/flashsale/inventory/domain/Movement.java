package io.flashsale.inventory.domain;

/** By how many units the counters of an item change. */
public record Movement(int total, int held, int sold) {
    public static final Movement NONE = new Movement(0, 0, 0);

    public Movement plus(Movement other) {
        return new Movement(total + other.total, held + other.held, sold + other.sold);
    }
}
