package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.chaos.crowd.Crowd;
import java.time.Duration;
import java.util.List;

/**
 * One fault at one moment of a sale.
 *
 * @param moment in words
 * @param leastInFlight buying calls that have to be under way when the fault fires
 * @param checks what has to be true besides the invariants
 */
public record Cell(
        String name, String moment, Goods goods, Crowd.Plan crowd, Fault fault, int leastInFlight, List<Check> checks) {

    /**
     * What is on sale.
     *
     * @param payWithin 5 s to 1 day
     */
    public record Goods(int units, int limit, Duration payWithin) {}

    /** Something to be true after a sale. */
    interface Check {
        /** What is wrong, in words; empty: nothing. */
        List<String> problems(Aftermath aftermath);
    }

    public Cell {
        checks = List.copyOf(checks);
    }

    @Override
    public String toString() {
        return name;
    }
}
