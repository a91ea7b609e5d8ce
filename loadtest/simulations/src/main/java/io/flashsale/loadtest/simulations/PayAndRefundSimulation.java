package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** A sale in which nearly everybody pays, half of them at the provider, and many want their money back. */
public class PayAndRefundSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public PayAndRefundSimulation() {
        super(settings -> new Crowd(
                new Crowd.Mix(0, 0, 0, 0, 50, 5, 40, 0),
                Crowd.Arrival.EVENLY,
                settings.arrival().orElse(Duration.ofMillis(100L * settings.shoppers())),
                Duration.ofSeconds(3)));
    }
}
