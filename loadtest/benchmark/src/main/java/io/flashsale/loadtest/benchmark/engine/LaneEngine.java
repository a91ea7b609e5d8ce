package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Money;
import io.flashsale.inventory.gate.RedisStockGate;
import io.flashsale.loadtest.benchmark.load.Latencies;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.KnownSale;
import io.flashsale.order.admission.PurchaseLanes;
import io.flashsale.order.admission.Turns;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import redis.clients.jedis.Jedis;

/**
 * L1: the lanes of order-service in this process, in front of the gate of inventory-service with its own script,
 * without the HTTP call, the message and the databases that lie between and behind them in the platform.
 */
public final class LaneEngine {

    private static final ItemRef ITEM = new ItemRef(1, 1);
    private static final ItemKey KEY = new ItemKey("1", "engine");
    private static final String TAG = "{c1.i1}";
    private static final long EPOCH = 1;

    /** As order-service is configured. */
    private static final PurchaseLanes.Limits LIMITS = new PurchaseLanes.Limits(4096, 128, 2, Duration.ofSeconds(3));

    private LaneEngine() {}

    /**
     * Buys as fast as the lanes answer.
     *
     * @param concurrency callers, each a virtual thread with one purchase under way
     */
    public static EngineRun run(FreshRedis redis, int concurrency, int units, Duration warmUp, Duration length)
            throws InterruptedException {
        return run(redis, new Buyers(0), concurrency, units, warmUp, length);
    }

    /** The same, for buyers of which the gate knows each to have a unit already. They come back, again and again. */
    public static EngineRun runWithKnown(
            int buyers, FreshRedis redis, int concurrency, int units, Duration warmUp, Duration length)
            throws InterruptedException {
        return run(redis, new Buyers(buyers), concurrency, units, warmUp, length);
    }

    private static EngineRun run(
            FreshRedis redis, Buyers buyers, int concurrency, int units, Duration warmUp, Duration length)
            throws InterruptedException {
        RedissonClient client = connect(redis);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            RedisStockGate gate = new RedisStockGate(client);
            open(gate, units, buyers);
            PurchaseLanes lanes = new PurchaseLanes(
                    new GateTransaction(gate, ITEM, EPOCH),
                    new NoLookUps(),
                    new KnownSale(Clock.systemUTC(), Duration.ofMillis(300)),
                    LIMITS,
                    executor,
                    new SimpleMeterRegistry());
            Processes servers =
                    new Processes(Map.of("redis", redis.server().process().pid()));
            Callers callers = new Callers(lanes, buyers, executor, concurrency);
            Callers.Count warm = callers.buyFor(warmUp);
            Usage.Meter meter = Usage.inProcess(servers);
            Callers.Count count = callers.buyFor(length);
            Usage usage = meter.read();
            return new EngineRun(
                    count.accepted.sum(),
                    count.seconds,
                    count.latencies,
                    usage,
                    violations(redis, buyers, units, warm.accepted.sum() + count.accepted.sum(), count.others.sum()));
        } finally {
            client.shutdown();
        }
    }

    /** As inventory-service is configured. */
    private static RedissonClient connect(FreshRedis redis) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setNettyThreads(4);
        config.setThreads(4);
        config.setUseScriptCache(false);
        config.setPassword(redis.server().password());
        config.useSingleServer()
                .setAddress("redis://127.0.0.1:" + redis.server().port())
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(16);
        return Redisson.create(config);
    }

    private static void open(RedisStockGate gate, int units, Buyers buyers) {
        Instant now = Instant.now();
        Money price = new Money(990, "CNY");
        CampaignItem item =
                new CampaignItem(ITEM, KEY.sku(), "Engine", price, price, units, 0, 0, buyers.limit(), EPOCH);
        Campaign campaign = new Campaign(
                ITEM.campaignId(),
                "Engine",
                CampaignStatus.OPEN,
                1,
                now.minusSeconds(60),
                now.plusSeconds(3600),
                Duration.ofHours(1),
                List.of(item));
        gate.close(campaign, ITEM, "benchmark");
        gate.open(
                campaign,
                item,
                CampaignStatus.OPEN,
                1,
                "benchmark",
                new GateFilling(EPOCH, units, buyers.holdings(), List.of()));
    }

    private static List<String> violations(FreshRedis redis, Buyers buyers, int units, long accepted, long others) {
        List<String> violations = new ArrayList<>();
        try (Jedis client = redis.connect()) {
            long gone = units - Long.parseLong(client.hget("fs:inv:stock:" + TAG, "available"));
            long owners = client.hlen("fs:inv:buyers:" + TAG);
            long owned = client.hvals("fs:inv:buyers:" + TAG).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
            if (gone != accepted || owned != buyers.known + accepted || owners != buyers.owners(accepted)) {
                violations.add(
                        "%d accepted, %d units gone, %d units of %d owners".formatted(accepted, gone, owned, owners));
            }
        }
        if (others > 0) {
            violations.add(others + " were not admitted although there was stock");
        }
        return violations;
    }

    /**
     * Who buys.
     *
     * @param known who has a unit before, and may have more; 0: everyone is new and buys once
     */
    private record Buyers(int known) {
        /** Has no divisor in common with round numbers, so that everyone has a turn before anyone has a second. */
        private static final long STRIDE = 7_919;

        private String at(long number) {
            return "b" + (known == 0 ? number : number * STRIDE % known);
        }

        private int limit() {
            return known == 0 ? 1 : Integer.MAX_VALUE;
        }

        private long owners(long accepted) {
            return known == 0 ? accepted : known;
        }

        private Map<String, Integer> holdings() {
            return IntStream.range(0, known).boxed().collect(Collectors.toMap(number -> "b" + number, _ -> 1));
        }
    }

    /** They buy in turns of a fixed number of threads. */
    private static final class Callers {
        private final PurchaseLanes lanes;
        private final Buyers buyers;
        private final ExecutorService executor;
        private final int concurrency;
        private final Turns turns = new Turns();
        private final AtomicLong serial = new AtomicLong();

        private Callers(PurchaseLanes lanes, Buyers buyers, ExecutorService executor, int concurrency) {
            this.lanes = lanes;
            this.buyers = buyers;
            this.executor = executor;
            this.concurrency = concurrency;
        }

        private Count buyFor(Duration length) throws InterruptedException {
            Count count = new Count();
            long begin = System.nanoTime();
            long end = begin + length.toNanos();
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                tasks.add(() -> buyUntil(end, count));
            }
            executor.invokeAll(tasks);
            count.seconds = (System.nanoTime() - begin) / 1e9;
            return count;
        }

        private boolean buyUntil(long end, Count count) throws InterruptedException {
            long now = System.nanoTime();
            while (now - end < 0) {
                long number = serial.incrementAndGet();
                Attempt attempt = new Attempt(new OrderId(number), buyers.at(number), "k" + number, "h", 1);
                Turns.Turn turn = turns.take(attempt.buyerId(), attempt.idempotencyKey(), Duration.ZERO)
                        .orElseThrow();
                boolean admitted = lanes.purchase(KEY, attempt, turn) instanceof Admitted;
                turn.release();
                long answered = System.nanoTime();
                count.latencies.record(answered - now);
                (admitted ? count.accepted : count.others).increment();
                now = answered;
            }
            return true;
        }

        private static final class Count {
            private final LongAdder accepted = new LongAdder();
            private final LongAdder others = new LongAdder();
            private final Latencies latencies = new Latencies();
            private double seconds;
        }
    }
}
