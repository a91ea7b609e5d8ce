package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.measure.Machine;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.middleware.Poll;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures an arm over HTTP in one sale: capacity with as many buyers as there are connections, each coming back at
 * once; then latency at {@link #LATENCY_SHARE} of that capacity, with calls at fixed moments.
 */
final class HttpArm {

    /** Buyers at a time. */
    static final int CONNECTIONS = 256;

    static final double LATENCY_SHARE = 0.7;

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration WARM_UP_PART = Duration.ofSeconds(5);
    private static final int STEADY_PARTS = 3;
    private static final double NOTICEABLY = 1.05;
    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final int LAST_ORDERS = 2_000;

    private final Surroundings surroundings;
    private final Buyers buyers;
    private final Arm arm;
    private final Sale sale;

    HttpArm(Surroundings surroundings, Buyers buyers, Arm arm, Sale sale) {
        this.surroundings = surroundings;
        this.buyers = buyers;
        this.arm = arm;
        this.sale = sale;
    }

    /**
     * Loads the arm until it gets no faster, as compilers of JVMs are at work for long.
     *
     * @param atMost bound of the time it is loaded
     * @return accepted purchases a second, in the best part of that time
     */
    double warmUp(Duration atMost) throws InterruptedException {
        try (Books books = books();
                LoadGenerator load = load()) {
            Ids accepted = new Ids();
            double best = 0;
            int noFaster = 0;
            for (long left = atMost.toNanos(); left > 0 && noFaster < STEADY_PARTS; left -= WARM_UP_PART.toNanos()) {
                LoadResult part = load.run(new Pace.Closed(WARM_UP_PART));
                rest(part, accepted, books);
                noFaster = part.acceptedPerSecond() > best * NOTICEABLY ? 0 : noFaster + 1;
                best = Math.max(best, part.acceptedPerSecond());
            }
            return best;
        }
    }

    /** Measures capacity and latency. */
    Measured measure(int round, Duration length) throws InterruptedException {
        try (Books books = books();
                LoadGenerator load = load()) {
            Ids accepted = new Ids();
            LoadResult warm = load.run(new Pace.Closed(WARM_UP));
            rest(warm, accepted, books);
            Phase capacity = phase(load, new Pace.Closed(length), accepted, books);
            double rate = LATENCY_SHARE * Math.max(1, capacity.persistedPerSecond());
            Phase latency = phase(load, new Pace.Open(length, rate), accepted, books);
            long unanswered = warm.failed() + capacity.result.failed() + latency.result.failed();
            List<String> violations = new ArrayList<>(books.violations(accepted, unanswered));
            if (!capacity.rested || !latency.rested) {
                violations.add("not everything accepted was persisted within " + REST_WITHIN.toSeconds() + " s");
            }
            return new Measured(
                    arm,
                    round,
                    capacity.result.accepted(),
                    capacity.result.acceptedPerSecond(),
                    capacity.persistedPerSecond(),
                    latency.result.latencies().millisAt(50),
                    latency.result.latencies().millisAt(99),
                    latency.result.lateness().millisAt(99),
                    rate,
                    latency.result.accepted(),
                    capacity.serverMillis,
                    capacity.generatorMillis,
                    latency.serverMillis,
                    capacity.result.refused() + latency.result.refused(),
                    unanswered,
                    capacity.busy,
                    capacity.steal,
                    Machine.load(),
                    violations);
        }
    }

    private Phase phase(LoadGenerator load, Pace pace, Ids accepted, Books books) throws InterruptedException {
        Processes servers = surroundings.serversOf(arm);
        Processes self = Processes.self("generator");
        Machine machine = Machine.now();
        Map<String, Double> before = servers.and(self).cpuMillis();
        LoadResult result = load.run(pace);
        Rest rest = rest(result, accepted, books);
        Map<String, Double> used = Processes.between(before, servers.and(self).cpuMillis());
        Machine after = Machine.now();
        double generator = used.getOrDefault("generator", 0.0);
        used.remove("generator");
        return new Phase(
                result,
                rest.reached,
                (rest.persistedAt - result.beganAt()) / 1e9,
                used,
                generator,
                after.busySince(machine),
                after.stealSince(machine));
    }

    /** Returns when everything accepted is persisted and nothing is under way. */
    private static Rest rest(LoadResult result, Ids accepted, Books books) throws InterruptedException {
        accepted.addAll(result.ids());
        long[] last = result.ids().last(LAST_ORDERS);
        boolean persisted = Poll.until(() -> books.hold(last), REST_WITHIN);
        long persistedAt = Math.max(System.nanoTime(), result.endedAt());
        boolean settled = Poll.until(() -> books.areSettled(accepted.size()), REST_WITHIN);
        return new Rest(persistedAt, persisted && settled);
    }

    private LoadGenerator load() {
        InetSocketAddress door = surroundings.doorOf(arm);
        HttpPurchase.Wish wish = new HttpPurchase.Wish(
                door,
                buyers.tokensFor(arm),
                new PurchasePermits(surroundings.purchaseTokenKeys(), sale.campaign(), arm.sku(), Clock.systemUTC()),
                arm.sku() + "-" + sale.campaign() + "-",
                sale.campaign(),
                arm.sku());
        return new LoadGenerator(door, CONNECTIONS, () -> new HttpPurchase(wish));
    }

    private Books books() {
        return arm.kind() == Arm.Kind.PLATFORM
                ? new PlatformBooks(surroundings, sale, arm.sku())
                : new BaselineBooks(surroundings, sale, arm);
    }

    private record Rest(long persistedAt, boolean reached) {}

    private record Phase(
            LoadResult result,
            boolean rested,
            double secondsToPersist,
            Map<String, Double> serverMillis,
            double generatorMillis,
            double busy,
            double steal) {

        double persistedPerSecond() {
            return result.accepted() / secondsToPersist;
        }
    }
}
