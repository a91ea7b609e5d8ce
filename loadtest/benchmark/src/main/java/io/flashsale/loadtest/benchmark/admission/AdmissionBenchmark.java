package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.profile.Profile;
import io.flashsale.loadtest.benchmark.profile.Recorder;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Durability;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.middleware.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Measures every arm once a round, in an order drawn anew for each round, so that no arm always has the quiet moments. */
public final class AdmissionBenchmark {

    private static final Duration IDLE = Duration.ofSeconds(5);

    /** On the way of a purchase. */
    private static final List<String> RECORDED = List.of("gateway", "order-service", "inventory-service");

    private final Surroundings surroundings;
    private final Options options;
    private final Choice choice;
    private final Consumer<String> progress;

    /**
     * A benchmark of the given stack.
     *
     * @param progress told of every step, one line at a time
     */
    public AdmissionBenchmark(Surroundings surroundings, Options options, Choice choice, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.choice = choice;
        this.progress = progress;
    }

    /** Sells, measures every arm that was chosen, and tells what was found. */
    public Outcome run() throws InterruptedException {
        try (OperatorDesk desk = OperatorDesk.logIn(surroundings.gateway());
                BaselineDesk baselines = new BaselineDesk(surroundings)) {
            progress.accept("signing tokens");
            Buyers buyers = Buyers.signedFor(surroundings);
            warmUp(desk, baselines, buyers);
            Map<String, Double> idle = idleMillisPerSecond();
            List<Measured> measured = new ArrayList<>();
            List<Curve> curves = new ArrayList<>();
            Random random = new Random(options.seed());
            for (int round = 1; round <= options.rounds(); round++) {
                Sale sale = open(desk, baselines, "Benchmark, round " + round);
                List<Arm> order = new ArrayList<>(choice.arms());
                Collections.shuffle(order, random);
                for (Arm arm : order) {
                    Measured one = arm.isHttp()
                            ? new HttpArm(surroundings, buyers, arm, sale).measure(round, options.length())
                            : EngineArm.measure(surroundings, arm, round, options.length());
                    progress.accept(one.line());
                    measured.add(one);
                    if (choice.curve() && arm == Curve.ARM && one.counts()) {
                        curves.add(curve(desk, buyers, one, random));
                    }
                }
                sale.close(desk);
            }
            return AdmissionReport.of(
                    options, Durability.of(surroundings), idle, measured, curves, profiles(desk, buyers));
        }
    }

    private void warmUp(OperatorDesk desk, BaselineDesk baselines, Buyers buyers) throws InterruptedException {
        Sale sale = open(desk, baselines, "Benchmark, warm-up");
        for (Arm arm : choice.arms()) {
            double best = arm.isHttp()
                    ? new HttpArm(surroundings, buyers, arm, sale).warmUp(options.warmUp())
                    : EngineArm.measure(surroundings, arm, 0, options.length()).acceptedPerSecond();
            progress.accept(String.format(Locale.ROOT, "warmed up %-9s %,8.0f accepted/s", arm, best));
        }
        sale.close(desk);
    }

    /** In a sale of its own, right after the capacity that it is made of. */
    private Curve curve(OperatorDesk desk, Buyers buyers, Measured measured, Random random)
            throws InterruptedException {
        Sale sale = open(desk, "Benchmark, curve of round " + measured.round());
        Duration length = options.length().compareTo(Curve.LONGEST) < 0 ? options.length() : Curve.LONGEST;
        Curve curve = new HttpArm(surroundings, buyers, Curve.ARM, sale)
                .curve(measured.round(), measured.persistedPerSecond(), length, random);
        progress.accept("round %d %-9s %s"
                .formatted(
                        measured.round(),
                        Curve.ARM,
                        curve.counts()
                                ? "latency at " + curve.points().size() + " rates"
                                : "✘ no curve: " + String.join("; ", curve.violations())));
        sale.close(desk);
        return curve;
    }

    /** In a sale of its own, when everything is measured. */
    private List<Profile> profiles(OperatorDesk desk, Buyers buyers) throws InterruptedException {
        if (choice.profile().isEmpty()) {
            return List.of();
        }
        progress.accept("recording to " + choice.profile().get());
        Sale sale = open(desk, "Benchmark, profile");
        Recorder recorder = new Recorder(
                surroundings.platform().only(RECORDED), choice.profile().get());
        List<Profile> profiles = new HttpArm(surroundings, buyers, Curve.ARM, sale).profile(options.length(), recorder);
        sale.close(desk);
        return profiles;
    }

    private Sale open(OperatorDesk desk, BaselineDesk baselines, String name) throws InterruptedException {
        Sale sale = open(desk, name);
        for (Arm arm : choice.arms()) {
            if (arm.kind() == Arm.Kind.BASELINE) {
                baselines.fill(sale, arm);
            }
        }
        return sale;
    }

    /**
     * Sells the item of every HTTP arm. The baselines have stock of their own; for them the campaign only opens the
     * gateway.
     */
    private static Sale open(OperatorDesk desk, String name) throws InterruptedException {
        return Sale.of(
                desk,
                name,
                Arrays.stream(Arm.values())
                        .filter(Arm::isHttp)
                        .map(arm -> Sale.plenty(arm.sku(), arm.description()))
                        .toList());
    }

    /** What the processes use while nobody buys: part of every figure that follows. */
    private Map<String, Double> idleMillisPerSecond() throws InterruptedException {
        progress.accept("measuring the idle stack");
        Processes all = surroundings.platform().and(surroundings.baseline());
        Map<String, Double> before = all.cpuMillis();
        Poll.until(() -> false, IDLE);
        Map<String, Double> idle = new LinkedHashMap<>();
        Processes.between(before, all.cpuMillis()).forEach((name, millis) -> idle.put(name, millis / IDLE.toSeconds()));
        return idle;
    }
}
