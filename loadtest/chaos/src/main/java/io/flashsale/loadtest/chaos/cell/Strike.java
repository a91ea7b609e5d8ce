package io.flashsale.loadtest.chaos.cell;

import java.time.Instant;

/**
 * A fault that fired.
 *
 * @param what for people
 */
record Strike(Instant at, String what) {}
