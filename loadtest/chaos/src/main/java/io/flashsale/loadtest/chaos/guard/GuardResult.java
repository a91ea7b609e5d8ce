package io.flashsale.loadtest.chaos.guard;

import io.flashsale.loadtest.chaos.cell.CellResult;

/**
 * What happened without a guard.
 *
 * @param removed whether the guard was really gone: everything that takes it away took effect
 */
public record GuardResult(Guard guard, boolean removed, CellResult cell) {

    /** The cell went red because of it. */
    public boolean noticed() {
        return removed && cell.fired().isPresent() && !cell.passed();
    }
}
