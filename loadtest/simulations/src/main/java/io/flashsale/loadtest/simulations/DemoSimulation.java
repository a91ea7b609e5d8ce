package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** The crowd of a normal, busy sale: more shoppers than units, and every habit shoppers have. */
public class DemoSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public DemoSimulation() {
        super(new Crowd(
                new Crowd.Mix(10, 10, 10, 40, 20, 12, 5),
                arrival(Settings.fromSystemProperties().shoppers())));
    }

    /** A demonstration shows that the books balance, not where the machine ends: larger crowds take longer to come. */
    private static Duration arrival(int shoppers) {
        return Duration.ofMillis(Math.max(6_000, 20L * shoppers));
    }
}
