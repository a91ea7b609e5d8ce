package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** More clicks in every second than in the one before, until calls take too long: where the machine ends. Nobody pays. */
public class CapacitySimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public CapacitySimulation() {
        super(settings -> new Crowd(
                new Crowd.Mix(0, 0, 0, 0, 0, 100, 0, 0),
                Crowd.Arrival.RISING,
                settings.arrival().orElse(Duration.ofSeconds(60)),
                Duration.ofSeconds(1)));
    }
}
