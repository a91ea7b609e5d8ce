package io.flashsale.inventory.application;

import java.time.Duration;

/** Lets two operators do together what none may do alone: the second asks for exactly what the first asked for. */
public class FourEyes {
    private static final Duration LASTING = Duration.ofMinutes(30);

    private final FirstLooks firstLooks;
    private final long above;

    /** Asks for a second operator when an action concerns more units than {@code above}. */
    public FourEyes(FirstLooks firstLooks, long above) {
        this.firstLooks = firstLooks;
        this.above = above;
    }

    /**
     * Returns when the action may be done now.
     *
     * @param action what exactly is asked for
     * @throws SecondOperatorNeeded when this operator is the first; the request is remembered
     */
    public void check(String action, long units, String operator) {
        if (units <= above || firstLooks.takeOfOther(action, operator, LASTING)) return;
        firstLooks.keep(action, operator);
        throw SecondOperatorNeeded.forUnits(units, above, LASTING);
    }
}
