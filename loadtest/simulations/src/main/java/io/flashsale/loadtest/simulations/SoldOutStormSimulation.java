package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** A crowd that does not believe it: nearly everybody is told sold out, and clicks again at once, and again. */
public class SoldOutStormSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public SoldOutStormSimulation() {
        super(settings -> new Crowd(
                new Crowd.Mix(0, 0, 0, 0, 0, 0, 0, 100),
                Crowd.Arrival.AT_ONCE,
                settings.arrival().orElse(Duration.ofSeconds(5)),
                Duration.ofSeconds(10)));
    }
}
