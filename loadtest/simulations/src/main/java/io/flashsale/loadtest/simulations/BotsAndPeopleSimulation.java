package io.flashsale.loadtest.simulations;

import java.time.Duration;

/**
 * People with eyes and hands, and as many scripts that skip the pages, fire early, fire at the first millisecond, share
 * devices and networks, and use one purchase token again and again. Which share of the stock do people get?
 */
public class BotsAndPeopleSimulation extends SaleSimulation {

    /** Reads its settings from system properties; Gatling calls this. */
    public BotsAndPeopleSimulation() {
        super(
                settings -> new Crowd(
                        new Crowd.Mix(0, 5, 5, 30, 20, 5, 2, 0),
                        Crowd.Arrival.AT_ONCE,
                        settings.arrival().orElse(Duration.ofSeconds(10)),
                        Duration.ofSeconds(10)),
                Settings::bots);
    }
}
