package io.flashsale.inventory.application;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes somebody who would otherwise look for work at long intervals. Many nudges before he wakes are one. */
public final class Nudge {
    private final Semaphore given = new Semaphore(0);

    /** There is work. */
    public void give() {
        if (given.availablePermits() == 0) given.release();
    }

    /** Waits for a nudge, given before or meanwhile; false when there was none in this time. */
    public boolean await(Duration atMost) throws InterruptedException {
        if (!given.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) return false;
        given.drainPermits();
        return true;
    }
}
