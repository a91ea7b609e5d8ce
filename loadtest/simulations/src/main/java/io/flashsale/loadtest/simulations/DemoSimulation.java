package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** The crowd of a normal, busy sale: more shoppers than units, and every habit shoppers have. */
public class DemoSimulation extends SaleSimulation {

    private static final Duration PER_SHOPPER_TO_ARRIVE = Duration.ofMillis(60);
    private static final Duration PER_SHOPPER_TO_THINK = Duration.ofMillis(25);
    private static final Duration SHORTEST_RUSH = Duration.ofSeconds(6);

    /** Reads its settings from system properties; Gatling calls this. */
    public DemoSimulation() {
        super(DemoSimulation::crowd);
    }

    /** A demonstration shows that the books balance, not where the machine ends: larger crowds take their time. */
    private static Crowd crowd(Settings settings) {
        return new Crowd(
                new Crowd.Mix(10, 10, 10, 40, 20, 12, 5, 0),
                Crowd.Arrival.AT_ONCE,
                settings.arrival()
                        .orElse(atLeast(SHORTEST_RUSH, PER_SHOPPER_TO_ARRIVE.multipliedBy(settings.shoppers()))),
                atLeast(SHORTEST_RUSH, PER_SHOPPER_TO_THINK.multipliedBy(settings.shoppers())));
    }

    private static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) > 0 ? wanted : least;
    }
}
