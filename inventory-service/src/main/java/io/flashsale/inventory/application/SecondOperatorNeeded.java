package io.flashsale.inventory.application;

import java.time.Duration;

/** One operator asked for what takes two. Nothing was changed. */
public final class SecondOperatorNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SecondOperatorNeeded(String message) {
        super(message, null, false, false);
    }

    static SecondOperatorNeeded forUnits(long units, long above, Duration lasting) {
        return new SecondOperatorNeeded("This concerns " + units + " units, more than " + above
                + ". It happens as soon as a second operator asks for the same within " + lasting.toMinutes()
                + " minutes.");
    }
}
