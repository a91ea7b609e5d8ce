package io.flashsale.loadtest.simulations;

import java.time.Duration;

/** The crowd of a normal, busy sale: more shoppers than units, and every habit shoppers have. */
public class DemoSimulation extends SaleSimulation {

    private static final Duration PER_SHOPPER_TO_ARRIVE = Duration.ofMillis(35);
    private static final Duration PER_SHOPPER_TO_THINK = Duration.ofMillis(25);
    private static final Duration SHORTEST_RUSH = Duration.ofSeconds(6);

    /** Reads its settings from system properties; Gatling calls this. */
    public DemoSimulation() {
        this(Settings.fromSystemProperties().shoppers());
    }

    /** A demonstration shows that the books balance, not where the machine ends: larger crowds take their time. */
    private DemoSimulation(int shoppers) {
        super(new Crowd(
                new Crowd.Mix(10, 10, 10, 40, 20, 12, 5),
                atLeast(SHORTEST_RUSH, PER_SHOPPER_TO_ARRIVE.multipliedBy(shoppers)),
                atLeast(SHORTEST_RUSH, PER_SHOPPER_TO_THINK.multipliedBy(shoppers))));
    }

    private static Duration atLeast(Duration least, Duration wanted) {
        return wanted.compareTo(least) > 0 ? wanted : least;
    }
}
