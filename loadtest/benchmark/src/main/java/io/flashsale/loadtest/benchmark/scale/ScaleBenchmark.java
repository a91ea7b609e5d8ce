package io.flashsale.loadtest.benchmark.scale;

import io.flashsale.loadtest.benchmark.engine.EngineRun;
import io.flashsale.loadtest.benchmark.engine.FreshRedis;
import io.flashsale.loadtest.benchmark.engine.LaneEngine;
import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.load.WarmUp;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.sale.Offer;
import io.flashsale.loadtest.benchmark.sale.PlatformBooks;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Durability;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Redis;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures the capacity of admission with more and more instances, items and buyers, in turns. */
public final class ScaleBenchmark {

    /** As many as inventory-service takes in one campaign; more are on sale in several at once. */
    private static final int ITEMS_PER_SALE = 100;

    private static final int UNITS = 50_000_000;
    private static final int STEADY_PARTS = 2;

    private final Surroundings surroundings;
    private final Options options;
    private final Consumer<String> progress;

    /**
     * A benchmark of the given stack.
     *
     * @param progress told of every step, one line at a time
     */
    public ScaleBenchmark(Surroundings surroundings, Options options, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.progress = progress;
    }

    /** Measures every point of every curve, and tells what was found. */
    public Outcome run() throws InterruptedException {
        try (OperatorDesk desk = OperatorDesk.logIn(surroundings.gateway())) {
            progress.accept("signing tokens");
            Buyers buyers = Buyers.signedFor(surroundings);
            warmUp(desk, buyers);
            List<Measured> measured = new ArrayList<>();
            Random random = new Random(options.seed());
            for (int round = 1; round <= options.rounds(); round++) {
                List<Arm> order = new ArrayList<>(Arrays.stream(Arm.Axis.values())
                        .flatMap(axis -> axis.arms().stream())
                        .toList());
                Collections.shuffle(order, random);
                for (Arm arm : order) {
                    Measured one = arm.isHttp() ? overHttp(desk, buyers, arm, round) : inProcess(arm, round);
                    progress.accept(one.line());
                    measured.add(one);
                }
            }
            return ScaleReport.of(options, Durability.of(surroundings), measured);
        }
    }

    /** Both instances at once, until they get no faster. */
    private void warmUp(OperatorDesk desk, Buyers buyers) throws InterruptedException {
        List<Sale> sales = open(desk, 1, "Benchmark, warm-up");
        try (HttpLoad load = load(surroundings.orderServices(2), buyers, offers(sales, 1))) {
            double best = WarmUp.untilSteady(
                    options.warmUp(),
                    STEADY_PARTS,
                    _ -> load.run(new Pace.Closed(WarmUp.PART)).result().acceptedPerSecond());
            progress.accept(String.format(Locale.ROOT, "warmed up both instances %,8.0f accepted/s", best));
        }
        close(desk, sales);
    }

    private Measured overHttp(OperatorDesk desk, Buyers buyers, Arm arm, int round) throws InterruptedException {
        int instances = arm.axis() == Arm.Axis.INSTANCES ? arm.size() : 1;
        int items = arm.axis() == Arm.Axis.ITEMS ? arm.size() : 1;
        List<Sale> sales = open(desk, items, "Benchmark, " + arm + ", round " + round);
        try (HttpLoad load = load(surroundings.orderServices(instances), buyers, offers(sales, items))) {
            load.run(new Pace.Closed(HttpLoad.WARM_UP));
            HttpLoad.Phase capacity = load.run(new Pace.Closed(options.length()));
            return new Measured(
                    arm,
                    round,
                    capacity.result().accepted(),
                    capacity.result().acceptedPerSecond(),
                    capacity.persistedPerSecond(),
                    capacity.result().refused(),
                    load.unanswered(),
                    capacity.usage(),
                    load.violations());
        } finally {
            close(desk, sales);
        }
    }

    /** The gate of a Redis of its own is filled with the buyers as after a loss of its data. */
    private Measured inProcess(Arm arm, int round) throws InterruptedException {
        try (FreshRedis redis =
                FreshRedis.start(new Binaries(surroundings.dist()), surroundings.home(), Redis.Durability.ALWAYS)) {
            EngineRun run = LaneEngine.runWithKnown(
                    arm.size(), redis, EngineRun.CONCURRENCY, UNITS, HttpLoad.WARM_UP, options.length());
            return new Measured(
                    arm, round, run.accepted(), run.accepted() / run.seconds(), 0, 0, 0, run.usage(), run.violations());
        }
    }

    private HttpLoad load(List<InetSocketAddress> doors, Buyers buyers, List<Offer> offers) {
        Map<InetSocketAddress, List<HttpPurchase.Wish>> wishes = doors.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        door -> offers.stream()
                                .map(offer -> offer.wish(surroundings, door, buyers.internalTokens()))
                                .toList()));
        return new HttpLoad(
                surroundings.platform().and(surroundings.baseline()),
                new LoadGenerator(
                        doors,
                        HttpLoad.CONNECTIONS,
                        door -> new HttpPurchase(Objects.requireNonNull(wishes.get(door)))),
                new PlatformBooks(surroundings, offers));
    }

    private static List<Sale> open(OperatorDesk desk, int items, String name) throws InterruptedException {
        List<Sale> sales = new ArrayList<>();
        for (int left = items; left > 0; left -= ITEMS_PER_SALE) {
            sales.add(Sale.ofItems(desk, name, Math.min(left, ITEMS_PER_SALE)));
        }
        return sales;
    }

    private static List<Offer> offers(List<Sale> sales, int items) {
        return IntStream.range(0, items)
                .mapToObj(item ->
                        new Offer(sales.get(item / ITEMS_PER_SALE).campaign(), Sale.skuOf(item % ITEMS_PER_SALE)))
                .toList();
    }

    private static void close(OperatorDesk desk, List<Sale> sales) throws InterruptedException {
        for (Sale sale : sales) {
            sale.close(desk);
        }
    }
}
