package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.loadtest.sale.SalePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A campaign that has just opened, with more units of every HTTP arm's item than can be sold in one measurement. The
 * baselines have stock of their own; for them the campaign only opens the gateway.
 */
record Sale(String campaign) {

    static final int UNITS = 5_000_000;

    /** What a sale with one unit offers. */
    static final String ONLY_SKU = "only";

    /** Buyers take turns, and each comes back many times. */
    private static final int LIMIT = 10_000;

    /** Nobody pays, and nothing may run out of time while it is measured. */
    private static final Duration TIME_TO_PAY = Duration.ofDays(1);

    /** One unit of one item: whoever is not first is told that it is sold out. */
    static Sale soldOut(OperatorDesk desk, String name) throws InterruptedException {
        return open(desk, name, List.of(new SalePlan.Item(ONLY_SKU, "The only one", 990, 990, 1, 1)));
    }

    /** More units of one item than can be paid in any measurement. */
    static Sale toBePaid(OperatorDesk desk, String name) throws InterruptedException {
        return open(desk, name, List.of(new SalePlan.Item(ONLY_SKU, "To be paid", 990, 990, UNITS, LIMIT)));
    }

    static Sale open(OperatorDesk desk, String name) throws InterruptedException {
        List<SalePlan.Item> items = Arrays.stream(Arm.values())
                .filter(Arm::isHttp)
                .map(arm -> new SalePlan.Item(arm.sku(), arm.description(), 990, 990, UNITS, LIMIT))
                .toList();
        return open(desk, name, items);
    }

    /** So many items, with more units of each than can be sold in one measurement. */
    static Sale ofItems(OperatorDesk desk, String name, int items) throws InterruptedException {
        return open(
                desk,
                name,
                IntStream.range(0, items)
                        .mapToObj(item -> new SalePlan.Item(skuOf(item), "Item " + item, 990, 990, UNITS, LIMIT))
                        .toList());
    }

    /** What a sale of {@link #ofItems} calls its items, from 0 on. */
    static String skuOf(int item) {
        return "item-" + item;
    }

    private static Sale open(OperatorDesk desk, String name, List<SalePlan.Item> items) throws InterruptedException {
        Instant now = Instant.now();
        String campaign = desk.create(name, items, TIME_TO_PAY, now.minusSeconds(1), now.plus(Duration.ofHours(6)));
        for (String step : List.of("schedule", "warm-up", "open")) {
            desk.step(campaign, step);
        }
        return new Sale(campaign);
    }

    void close(OperatorDesk desk) throws InterruptedException {
        desk.step(campaign, "close");
    }
}
