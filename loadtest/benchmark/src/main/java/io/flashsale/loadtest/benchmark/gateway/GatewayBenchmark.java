package io.flashsale.loadtest.benchmark.gateway;

import io.flashsale.loadtest.benchmark.load.Conversation;
import io.flashsale.loadtest.benchmark.load.HttpChallenge;
import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.HttpRead;
import io.flashsale.loadtest.benchmark.load.InTurn;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.load.SoldOutPurchase;
import io.flashsale.loadtest.benchmark.load.WarmUp;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.sale.PurchasePermits;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.middleware.Poll;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures what the gateway answers by itself, in turns with the least that could have answered, and how much it
 * remembers of a flood.
 */
public final class GatewayBenchmark {

    private static final int IDENTITIES = 100_000;
    private static final int STEADY_PARTS = 2;
    private static final Duration SOLD_OUT_WITHIN = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MS = 500;

    private final Surroundings surroundings;
    private final Options options;
    private final Consumer<String> progress;

    /**
     * A benchmark of the given stack.
     *
     * @param progress told of every step, one line at a time
     */
    public GatewayBenchmark(Surroundings surroundings, Options options, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.progress = progress;
    }

    /** Sells out, measures every arm, floods the gateway, and tells what was found. */
    public Outcome run() throws InterruptedException {
        try (OperatorDesk desk = OperatorDesk.logIn(surroundings.gateway());
                HttpClient client = HttpClient.newHttpClient()) {
            progress.accept("signing tokens");
            List<byte[]> tokens = Buyers.accessTokens(surroundings, IDENTITIES);
            Sale sale = Sale.soldOut(desk, "Benchmark of the gateway");
            sellOut(sale, tokens);
            for (Arm arm : Arm.values()) {
                progress.accept(
                        String.format(Locale.ROOT, "warmed up %-9s %,8.0f answers/s", arm, warmUp(arm, sale, tokens)));
            }
            List<Measured> measured = new ArrayList<>();
            Random random = new Random(options.seed());
            for (int round = 1; round <= options.rounds(); round++) {
                List<Arm> order = new ArrayList<>(List.of(Arm.values()));
                Collections.shuffle(order, random);
                for (Arm arm : order) {
                    Measured one = measure(arm, round, sale, tokens);
                    progress.accept(one.line());
                    measured.add(one);
                }
            }
            progress.accept("flooding the gateway for " + options.flood().toSeconds() + " s");
            Flood flood = flood(sale, tokens, client);
            sale.close(desk);
            return GatewayReport.of(options, measured, flood);
        }
    }

    /** Buys the only unit, and returns when the gateway knows that none is left. */
    private void sellOut(Sale sale, List<byte[]> tokens) throws InterruptedException {
        try (LoadGenerator load = new LoadGenerator(
                addressOf(surroundings.gateway()),
                1,
                () -> new HttpPurchase(wish(addressOf(surroundings.gateway()), sale, tokens, "unit-")))) {
            load.run(new Pace.Closed(Duration.ofSeconds(1)));
        }
        try (LoadGenerator load = load(Arm.SOLD_OUT, sale, tokens, 1)) {
            boolean soldOut = Poll.until(
                    () -> load.run(new Pace.Closed(Duration.ofMillis(200))).failed() == 0, SOLD_OUT_WITHIN);
            if (!soldOut) {
                throw new IllegalStateException(
                        "The only unit was not sold within " + SOLD_OUT_WITHIN.toSeconds() + " s");
            }
        }
    }

    private double warmUp(Arm arm, Sale sale, List<byte[]> tokens) throws InterruptedException {
        try (LoadGenerator load = load(arm, sale, tokens, HttpLoad.CONNECTIONS)) {
            return WarmUp.untilSteady(
                    options.warmUp(), STEADY_PARTS, _ -> perSecond(load.run(new Pace.Closed(WarmUp.PART))));
        }
    }

    private Measured measure(Arm arm, int round, Sale sale, List<byte[]> tokens) {
        Processes servers = surroundings.platform().and(surroundings.baseline()).only(arm.servers());
        try (LoadGenerator load = load(arm, sale, tokens, HttpLoad.CONNECTIONS)) {
            Usage.Meter meter = Usage.of(servers);
            LoadResult capacity = load.run(new Pace.Closed(options.length()));
            Usage usage = meter.read();
            double rate = HttpLoad.LATENCY_SHARE * Math.max(1, perSecond(capacity));
            LoadResult latency = load.run(new Pace.Open(options.length(), rate));
            return new Measured(
                    arm,
                    round,
                    answers(capacity),
                    perSecond(capacity),
                    latency.latencies().millisAt(50),
                    latency.latencies().millisAt(99),
                    latency.lateness().millisAt(99),
                    rate,
                    usage,
                    Stream.of(capacity, latency)
                            .filter(result -> result.failed() > 0)
                            .map(result -> result.failed() + " wrong answers, such as " + result.firstFailure())
                            .toList());
        }
    }

    private Flood flood(Sale sale, List<byte[]> tokens, HttpClient client) throws InterruptedException {
        InetSocketAddress door = addressOf(surroundings.gateway());
        PurchasePermits devices = permits(sale);
        HttpPurchase.Wish wish = wish(door, sale, tokens, "flood-");
        GatewayMemory memory =
                new GatewayMemory(surroundings.platform().pid("gateway"), surroundings.gatewayManagement(), client);
        double liveBefore = memory.liveHeapMegabytes();
        double residentBefore = memory.residentMegabytes();
        try (ExecutorService beside = Executors.newSingleThreadExecutor();
                LoadGenerator load = new LoadGenerator(
                        door,
                        HttpLoad.CONNECTIONS,
                        () -> new InTurn(
                                new HttpChallenge(door, tokens, devices, sale.campaign(), Sale.ONLY_SKU),
                                new SoldOutPurchase(wish)))) {
            Future<LoadResult> flooding = beside.submit(() -> load.run(new Pace.Closed(options.flood())));
            double most = residentBefore;
            LoadResult result = null;
            while (result == null) {
                try {
                    result = flooding.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException stillFlooding) {
                    most = Math.max(most, memory.residentMegabytes());
                }
            }
            return new Flood(
                    tokens.size(),
                    result.seconds(),
                    answers(result),
                    result.failed(),
                    result.firstFailure(),
                    liveBefore,
                    memory.liveHeapMegabytes(),
                    residentBefore,
                    most,
                    memory.residentMegabytes());
        } catch (ExecutionException e) {
            throw new IllegalStateException("The flood ended early", e.getCause());
        }
    }

    private LoadGenerator load(Arm arm, Sale sale, List<byte[]> tokens, int connections) {
        InetSocketAddress door = addressOf(doorOf(arm));
        Supplier<Conversation> conversations =
                switch (arm) {
                    case SOLD_OUT, ORDER -> {
                        HttpPurchase.Wish wish = wish(door, sale, tokens, "late-");
                        yield () -> new SoldOutPurchase(wish);
                    }
                    case CAMPAIGN -> () -> new HttpRead(door, "/api/campaigns/" + sale.campaign());
                    case ROUTE, NETTY -> () -> new HttpRead(door, "/constant");
                };
        return new LoadGenerator(door, connections, conversations);
    }

    private URI doorOf(Arm arm) {
        return switch (arm) {
            case SOLD_OUT, CAMPAIGN -> surroundings.gateway();
            case ORDER, ROUTE -> surroundings.baselineGateway();
            case NETTY -> surroundings.baselineServer();
        };
    }

    /** The key's prefix is new for each, because each generator counts from one. */
    private HttpPurchase.Wish wish(InetSocketAddress door, Sale sale, List<byte[]> tokens, String prefix) {
        return new HttpPurchase.Wish(
                door,
                tokens,
                permits(sale),
                prefix + Long.toString(System.nanoTime(), Character.MAX_RADIX).replace('-', '_') + "-",
                sale.campaign(),
                Sale.ONLY_SKU);
    }

    private PurchasePermits permits(Sale sale) {
        return new PurchasePermits(surroundings.purchaseTokenKeys(), sale.campaign(), Sale.ONLY_SKU, Clock.systemUTC());
    }

    private static InetSocketAddress addressOf(URI door) {
        return new InetSocketAddress(door.getHost(), door.getPort());
    }

    private static long answers(LoadResult result) {
        return result.accepted() + result.refused();
    }

    private static double perSecond(LoadResult result) {
        return answers(result) / result.seconds();
    }
}
