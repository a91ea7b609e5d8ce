package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.loadtest.sale.SalePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A campaign that has just opened. */
public record Sale(String campaign) {

    /** Of an item: more than can be sold in one measurement. */
    public static final int UNITS = 5_000_000;

    /** What a sale with one unit offers. */
    public static final String ONLY_SKU = "only";

    /** Buyers take turns, and each comes back many times. */
    private static final int LIMIT = 10_000;

    /** Nobody pays, and nothing may run out of time while it is measured. */
    private static final Duration TIME_TO_PAY = Duration.ofDays(1);

    /** One unit of one item: whoever is not first is told that it is sold out. */
    public static Sale soldOut(OperatorDesk desk, String name) throws InterruptedException {
        return of(desk, name, List.of(new SalePlan.Item(ONLY_SKU, "The only one", 990, 990, 1, 1)));
    }

    /** More units of one item than can be paid in any measurement. */
    public static Sale toBePaid(OperatorDesk desk, String name) throws InterruptedException {
        return of(desk, name, List.of(plenty(ONLY_SKU, "To be paid")));
    }

    /** So many items, with {@link #plenty} of each. */
    public static Sale ofItems(OperatorDesk desk, String name, int items) throws InterruptedException {
        return of(
                desk,
                name,
                IntStream.range(0, items)
                        .mapToObj(item -> plenty(skuOf(item), "Item " + item))
                        .toList());
    }

    /** What a sale of {@link #ofItems} calls its items, from 0 on. */
    public static String skuOf(int item) {
        return "item-" + item;
    }

    /** An item with more units than can be sold in one measurement. */
    public static SalePlan.Item plenty(String sku, String title) {
        return new SalePlan.Item(sku, title, 990, 990, UNITS, LIMIT);
    }

    /** Opens a sale of these items. */
    public static Sale of(OperatorDesk desk, String name, List<SalePlan.Item> items) throws InterruptedException {
        Instant now = Instant.now();
        String campaign = desk.create(name, items, TIME_TO_PAY, now.minusSeconds(1), now.plus(Duration.ofHours(6)));
        for (String step : List.of("schedule", "warm-up", "open")) {
            desk.step(campaign, step);
        }
        return new Sale(campaign);
    }

    /** Nobody can buy any more. */
    public void close(OperatorDesk desk) throws InterruptedException {
        desk.step(campaign, "close");
    }
}
