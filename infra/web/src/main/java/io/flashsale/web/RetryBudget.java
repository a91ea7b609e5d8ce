package io.flashsale.web;

/** Lets repetitions be a fifth of all calls in the long run, and ten of them when calls are few. */
final class RetryBudget {

    private static final int MOST = 10;
    private static final double SHARE = 0.2;

    private double repetitions = MOST;

    synchronized void called() {
        repetitions = Math.min(MOST, repetitions + SHARE);
    }

    synchronized boolean takeRepetition() {
        if (repetitions < 1) {
            return false;
        }
        repetitions--;
        return true;
    }
}
