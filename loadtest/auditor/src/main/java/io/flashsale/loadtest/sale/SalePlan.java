package io.flashsale.loadtest.sale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A sale to run.
 *
 * @param crowd       which habits the shoppers have
 * @param seed        the same seed brings the same shoppers
 * @param startsIn    from creating the campaign to its start; early birds come within that time, so it must suffice
 *                    for the load generator to start and everybody to log in
 * @param payWithin   time to pay, 5 s to 1 day
 * @param arrival     over which the crowd comes; empty: as the crowd does
 * @param patience    how long after the start patient shoppers keep coming back
 * @param restWithin  bound for everything to come to rest after the crowd has left
 */
public record SalePlan(
        String name,
        Crowd crowd,
        int shoppers,
        long seed,
        List<Item> items,
        Duration startsIn,
        Duration payWithin,
        Optional<Duration> arrival,
        Duration patience,
        Duration restWithin) {

    private static final int LOGINS_PER_SECOND = 100;

    /** The simulation that plays the crowd. */
    public enum Crowd {
        /** Every habit shoppers have. */
        DEMO("io.flashsale.loadtest.simulations.DemoSimulation"),
        /** Everyone within two seconds. */
        RUSH("io.flashsale.loadtest.simulations.RushSimulation"),
        /** Everyone is told sold out, and clicks on. */
        SOLD_OUT_STORM("io.flashsale.loadtest.simulations.SoldOutStormSimulation"),
        /** As many scripts as people. */
        BOTS_AND_PEOPLE("io.flashsale.loadtest.simulations.BotsAndPeopleSimulation"),
        /** Nearly everyone pays; many want their money back. */
        PAY_AND_REFUND("io.flashsale.loadtest.simulations.PayAndRefundSimulation"),
        /** As many every second, for a long time. */
        SOAK("io.flashsale.loadtest.simulations.SoakSimulation"),
        /** More every second. */
        CAPACITY("io.flashsale.loadtest.simulations.CapacitySimulation");

        private final String simulation;

        Crowd(String simulation) {
            this.simulation = simulation;
        }

        String simulation() {
            return simulation;
        }
    }

    /**
     * Something on sale.
     *
     * @param salePrice minor units of CNY
     * @param listPrice minor units of CNY
     */
    public record Item(String sku, String name, long salePrice, long listPrice, int total, int perBuyerLimit) {}

    public SalePlan {
        if (shoppers < 1) {
            throw new IllegalArgumentException("A sale needs at least one shopper.");
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException("A sale needs at least one item.");
        }
        items = List.copyOf(items);
    }

    /**
     * A demonstration: one item, a limit of one per buyer. Unpaid stock comes back while patient shoppers are still
     * there; a larger crowd takes longer to come and to pay, and is given longer.
     */
    public static SalePlan demo(int shoppers, int units, long seed) {
        Duration toPay = Duration.ofSeconds(30).plusMillis(30L * shoppers);
        return simple("Demonstration sale", Crowd.DEMO, shoppers, units, seed, toPay, toPay.plusSeconds(30));
    }

    /** A small demonstration for nobody but the machines: processes that have just started are slow at first. */
    public static SalePlan rehearsal(long seed) {
        return simple("Rehearsal", Crowd.DEMO, 300, 75, seed, Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /** A rush: one item, a limit of one per buyer, everyone within two seconds. */
    public static SalePlan rush(int shoppers, int units, long seed) {
        return simple("Rush", Crowd.RUSH, shoppers, units, seed, Duration.ofSeconds(90), Duration.ofSeconds(10));
    }

    /** Nearly everyone is told sold out within seconds, and clicks again at once, five times. */
    public static SalePlan soldOutStorm(int shoppers, int units, long seed) {
        return simple(
                "Sold-out storm",
                Crowd.SOLD_OUT_STORM,
                shoppers,
                units,
                seed,
                Duration.ofSeconds(90),
                Duration.ofSeconds(10));
    }

    /** People, and as many scripts, of which nobody pays. */
    public static SalePlan botsAndPeople(int shoppers, int units, long seed) {
        return simple(
                "Bots and people",
                Crowd.BOTS_AND_PEOPLE,
                shoppers,
                units,
                seed,
                Duration.ofSeconds(60),
                Duration.ofSeconds(75));
    }

    /** Nearly everyone wins, pays, and many want their money back. */
    public static SalePlan payAndRefund(int shoppers, int units, long seed) {
        return simple(
                "Payments and refunds",
                Crowd.PAY_AND_REFUND,
                shoppers,
                units,
                seed,
                Duration.ofSeconds(90),
                Duration.ofSeconds(10));
    }

    /** A busy sale of which nobody sees the end. */
    public static SalePlan soak(int shoppers, int units, long seed) {
        return simple("Soak", Crowd.SOAK, shoppers, units, seed, Duration.ofSeconds(60), Duration.ofSeconds(20));
    }

    /** Clicks come faster and faster. Nobody pays. */
    public static SalePlan capacity(int shoppers, int units, long seed) {
        return simple("Capacity", Crowd.CAPACITY, shoppers, units, seed, Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    /** The same plan with a crowd that takes so long to come. */
    public SalePlan arrivingOver(Duration time) {
        return new SalePlan(
                name,
                crowd,
                shoppers,
                seed,
                items,
                startsIn,
                payWithin,
                Optional.of(time),
                patience.plus(time),
                restWithin);
    }

    private static SalePlan simple(
            String name, Crowd crowd, int shoppers, int units, long seed, Duration toPay, Duration patience) {
        return new SalePlan(
                name,
                crowd,
                shoppers,
                seed,
                List.of(new Item("flash-phone", "Flash phone", 990_00, 1_990_00, units, 1)),
                Duration.ofSeconds(16 + shoppers / LOGINS_PER_SECOND),
                toPay,
                Optional.empty(),
                patience,
                Duration.ofSeconds(120));
    }
}
