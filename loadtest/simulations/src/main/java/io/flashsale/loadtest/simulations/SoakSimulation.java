package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** A normal crowd that never ends: what grows, grows visibly. The time is that of {@code flashsale.arrival}. */
public class SoakSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public SoakSimulation() {
        super(settings -> new Crowd(
                new Crowd.Mix(10, 10, 10, 10, 20, 12, 5, 0),
                Crowd.Arrival.EVENLY,
                settings.arrival().orElse(Duration.ofMinutes(10)),
                Duration.ofSeconds(10)));
    }
}
