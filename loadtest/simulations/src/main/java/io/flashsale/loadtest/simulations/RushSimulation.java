package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** Everyone within two seconds: what counts is the decision; nobody haggles, and winners pay by wallet, in good time. */
public class RushSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public RushSimulation() {
        super(settings -> new Crowd(
                new Crowd.Mix(0, 0, 0, 0, 0, 0, 0, 0),
                Crowd.Arrival.AT_ONCE,
                settings.arrival().orElse(Duration.ofSeconds(2)),
                Duration.ofSeconds(60)));
    }
}
