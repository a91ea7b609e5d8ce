package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.load.WarmUp;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.profile.Profile;
import io.flashsale.loadtest.benchmark.profile.Recorder;
import io.flashsale.loadtest.benchmark.sale.Books;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.sale.Offer;
import io.flashsale.loadtest.benchmark.sale.PlatformBooks;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Measures an arm over HTTP in one sale: capacity with as many buyers as there are connections, each coming back at
 * once; then latency at {@link HttpLoad#LATENCY_SHARE} of that capacity, with calls at fixed moments.
 */
final class HttpArm {

    private static final int STEADY_PARTS = 6;

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
     * Loads the arm until it gets no faster.
     *
     * @param atMost bound of the time it is loaded
     * @return accepted purchases a second, in the best part of that time
     */
    double warmUp(Duration atMost) throws InterruptedException {
        try (HttpLoad load = load()) {
            return WarmUp.untilSteady(
                    atMost,
                    STEADY_PARTS,
                    _ -> load.run(new Pace.Closed(WarmUp.PART)).result().acceptedPerSecond());
        }
    }

    /** Measures capacity and latency. */
    Measured measure(int round, Duration length) throws InterruptedException {
        try (HttpLoad load = load()) {
            load.run(new Pace.Closed(HttpLoad.WARM_UP));
            HttpLoad.Phase capacity = load.run(new Pace.Closed(length));
            double rate = HttpLoad.LATENCY_SHARE * Math.max(1, capacity.persistedPerSecond());
            HttpLoad.Phase latency = load.run(new Pace.Open(length, rate));
            return new Measured(
                    arm,
                    round,
                    capacity.result().accepted(),
                    capacity.result().acceptedPerSecond(),
                    capacity.persistedPerSecond(),
                    latency.result().latencies().millisAt(50),
                    latency.result().latencies().millisAt(99),
                    latency.result().lateness().millisAt(99),
                    rate,
                    latency.result().accepted(),
                    capacity.usage(),
                    Optional.of(latency.usage()),
                    capacity.result().refused() + latency.result().refused(),
                    load.unanswered(),
                    load.violations());
        }
    }

    /**
     * Measures latency at every one of {@link Curve#SHARES}, in an order drawn for it.
     *
     * @param capacity persisted orders a second
     */
    Curve curve(int round, double capacity, Duration length, Random random) throws InterruptedException {
        List<Double> order = new ArrayList<>(Curve.SHARES);
        Collections.shuffle(order, random);
        List<Curve.Point> points = new ArrayList<>();
        try (HttpLoad load = load()) {
            load.run(new Pace.Closed(HttpLoad.WARM_UP));
            for (double share : order) {
                double rate = share * Math.max(1, capacity);
                HttpLoad.Phase phase = load.run(new Pace.Open(length, rate));
                points.add(new Curve.Point(
                        share,
                        rate,
                        phase.persistedPerSecond(),
                        phase.result().latencies().millisAt(50),
                        phase.result().latencies().millisAt(99),
                        phase.result().lateness().millisAt(99)));
            }
            points.sort(Comparator.comparingDouble(Curve.Point::share));
            return new Curve(round, capacity, List.copyOf(points), load.violations());
        }
    }

    /**
     * Loads the arm as for its capacity while JVMs record themselves: no measurement, as recording takes something, too.
     */
    List<Profile> profile(Duration length, Recorder recorder) throws InterruptedException {
        try (HttpLoad load = load()) {
            load.run(new Pace.Closed(HttpLoad.WARM_UP));
            recorder.begin();
            HttpLoad.Phase phase = load.run(new Pace.Closed(length));
            return recorder.end(
                    phase.usage().serverMillis(), Math.max(1, phase.result().accepted()));
        }
    }

    private HttpLoad load() {
        InetSocketAddress door = door();
        HttpPurchase.Wish wish = new Offer(sale.campaign(), arm.sku()).wish(surroundings, door, tokens());
        return new HttpLoad(
                servers(), new LoadGenerator(door, HttpLoad.CONNECTIONS, () -> new HttpPurchase(wish)), books());
    }

    private InetSocketAddress door() {
        URI door =
                switch (arm.kind()) {
                    case PLATFORM -> arm == Arm.L2 ? surroundings.orderService() : surroundings.gateway();
                    case BASELINE -> surroundings.baselineGateway();
                    case ENGINE -> throw new IllegalArgumentException(arm + " is not behind HTTP");
                };
        return new InetSocketAddress(door.getHost(), door.getPort());
    }

    /** What a buyer shows at that door. */
    private List<byte[]> tokens() {
        return arm == Arm.L2 ? buyers.internalTokens() : buyers.accessTokens();
    }

    /** The processes whose work the arm is charged with. */
    private Processes servers() {
        return arm.kind() == Arm.Kind.PLATFORM ? surroundings.platform() : surroundings.baseline();
    }

    private Books books() {
        return arm.kind() == Arm.Kind.PLATFORM
                ? new PlatformBooks(surroundings, List.of(new Offer(sale.campaign(), arm.sku())))
                : new BaselineBooks(surroundings, sale, arm);
    }
}
