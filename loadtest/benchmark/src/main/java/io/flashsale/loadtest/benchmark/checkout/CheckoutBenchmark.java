package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.auditor.Auditor;
import io.flashsale.loadtest.auditor.QuietWait;
import io.flashsale.loadtest.auditor.Rest;
import io.flashsale.loadtest.benchmark.load.Journeys;
import io.flashsale.loadtest.benchmark.load.Latencies;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.load.WarmUp;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Durability;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.loadtest.sale.OperatorDesk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures paying, from the click to the fulfilled order, and what the coordinator of the transactions takes of it. What is
 * paid was bought before, through the platform itself.
 */
public final class CheckoutBenchmark {

    /** As many as payment-service takes on at once, on two processors. */
    static final int AT_ONCE = 16;

    private static final int BUYERS = 200;
    private static final long MUCH_MONEY = 1_000_000_000;
    private static final int STEADY_PARTS = 3;

    /** Checkouts a second for which there are orders, however slow it was before. What is left is paid later. */
    private static final double LEAST_EXPECTED = 40;

    private static final double SPARE = 2;
    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(2);

    /** Gives buyers something to pay with in the warm-up, and is gone before anything is measured. */
    private static final String GENEROUS_RULE = "benchmark";

    private final Surroundings surroundings;
    private final Options options;
    private final Consumer<String> progress;

    /**
     * A benchmark of the given stack.
     *
     * @param progress told of every step, one line at a time
     */
    public CheckoutBenchmark(Surroundings surroundings, Options options, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.progress = progress;
    }

    /** Buys, measures every way to pay, audits, and tells what was found. */
    public Outcome run() throws InterruptedException {
        try (OperatorDesk desk = OperatorDesk.logIn(surroundings.gateway());
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                CheckoutBooks books = new CheckoutBooks(surroundings)) {
            List<byte[]> tokens = Buyers.accessTokens(surroundings, BUYERS);
            topUp(client, tokens);
            desk.createRule(GENEROUS_RULE, 10_000, 100);
            Sale sale = Sale.toBePaid(desk, "Benchmark of the checkout");
            try (UnpaidOrders orders = new UnpaidOrders(surroundings, sale, tokens)) {
                Desk counter = new Desk(client, tokens, orders, books, new EmptyTransactions(surroundings.seata()));
                Map<Arm, Double> best = warmUp(counter);
                desk.disableRule(GENEROUS_RULE);
                List<Measured> measured = new ArrayList<>();
                Random random = new Random(options.seed());
                for (int round = 1; round <= options.rounds(); round++) {
                    List<Arm> order = new ArrayList<>(List.of(Arm.values()));
                    Collections.shuffle(order, random);
                    for (Arm arm : order) {
                        Measured one = measure(counter, arm, round, best.getOrDefault(arm, LEAST_EXPECTED));
                        progress.accept(one.line());
                        measured.add(one);
                    }
                }
                return CheckoutReport.of(options, Durability.of(surroundings), measured, audit());
            }
        }
    }

    /** What all arms are measured with. */
    private record Desk(
            HttpClient client,
            List<byte[]> tokens,
            UnpaidOrders orders,
            CheckoutBooks books,
            EmptyTransactions transactions) {}

    private void topUp(HttpClient client, List<byte[]> tokens) throws InterruptedException {
        for (byte[] token : tokens) {
            HttpRequest request = HttpRequest.newBuilder(surroundings.gateway().resolve("/api/wallet/top-ups"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + new String(token, StandardCharsets.US_ASCII))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"amount\":{\"amount\":%d,\"currency\":\"CNY\"}}".formatted(MUCH_MONEY)))
                    .build();
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() / 100 != 2) {
                    throw new IOException(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                throw new IllegalStateException("A wallet cannot be filled", e);
            }
        }
    }

    /** Loads each arm until it gets no faster; the wallet's first, so that everybody has points. */
    private Map<Arm, Double> warmUp(Desk desk) throws InterruptedException {
        Map<Arm, Double> reached = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            double best = WarmUp.untilSteady(
                    options.warmUp(),
                    STEADY_PARTS,
                    expected -> phase(desk, arm, new Pace.Closed(WarmUp.PART), expected).perSecond);
            progress.accept(String.format(Locale.ROOT, "warmed up %-9s %,8.1f checkouts/s", arm, best));
            reached.put(arm, best);
        }
        return reached;
    }

    private Measured measure(Desk desk, Arm arm, int round, double expected) throws InterruptedException {
        Phase capacity = phase(desk, arm, new Pace.Closed(options.length()), expected);
        double rate = HttpLoad.LATENCY_SHARE * Math.max(1, capacity.perSecond);
        Phase latency = phase(desk, arm, new Pace.Open(options.length(), rate), rate);
        List<String> violations = new ArrayList<>(capacity.violations);
        violations.addAll(latency.violations);
        return new Measured(
                arm,
                round,
                capacity.result.accepted(),
                capacity.perSecond,
                latency.result.latencies().millisAt(50),
                latency.result.latencies().millisAt(99),
                latency.untilDone.millisAt(50),
                latency.untilDone.millisAt(99),
                rate,
                capacity.askedAgain + latency.askedAgain,
                capacity.usage,
                violations);
    }

    private Phase phase(Desk desk, Arm arm, Pace pace, double expected) throws InterruptedException {
        return arm.paysAnOrder() ? payments(desk, arm, pace, expected) : transactions(desk, pace);
    }

    private Phase payments(Desk desk, Arm arm, Pace pace, double expected) throws InterruptedException {
        long seconds = Math.max(options.length().toSeconds(), WarmUp.PART.toSeconds());
        desk.orders.atLeast((int) (Math.max(expected, LEAST_EXPECTED) * SPARE * seconds));
        PayAnOrder journey = new PayAnOrder(desk.client, surroundings.gateway(), desk.tokens, desk.orders, arm);
        Usage.Meter meter = Usage.of(surroundings.platform());
        long began = Clock.systemUTC().millis();
        LoadResult result = new Journeys(journey).run(pace, AT_ONCE);
        boolean rested = desk.books.rest(result.ids());
        Usage usage = meter.read();
        List<String> violations = new ArrayList<>(desk.books.violations(result.ids()));
        if (!rested) {
            violations.add("not everything was fulfilled in time");
        }
        if (result.failed() > 0) {
            violations.add(result.failed() + " checkouts failed, such as " + result.firstFailure());
        }
        double took = Math.max(1, desk.books.lastFulfilledAt(result.ids()) - began) / 1e3;
        return new Phase(
                result,
                result.accepted() / took,
                desk.books.untilFulfilled(result.ids(), journey.intended()),
                journey.askedAgain(),
                usage,
                violations);
    }

    private Phase transactions(Desk desk, Pace pace) throws InterruptedException {
        Usage.Meter meter = Usage.of(surroundings.baseline());
        LoadResult result = new Journeys(desk.transactions).run(pace, AT_ONCE);
        Usage usage = meter.read();
        return new Phase(
                result,
                result.acceptedPerSecond(),
                new Latencies(),
                0,
                usage,
                result.failed() == 0 ? List.of() : List.of(result.failed() + " failed, " + result.firstFailure()));
    }

    /** Everything that was bought and paid, by every rule there is. */
    private AuditReport audit() throws InterruptedException {
        progress.accept("auditing");
        Rest rest = new QuietWait(surroundings.stores(), Optional.empty(), Clock.systemUTC())
                .await(REST_WITHIN, pending -> {});
        return new Auditor(Clock.systemUTC(), rest.reached() ? STUCK_AFTER : Auditor.DEFAULT_BOUND)
                .audit(surroundings.stores(), Optional.empty(), Optional.of(rest));
    }

    private record Phase(
            LoadResult result,
            double perSecond,
            Latencies untilDone,
            long askedAgain,
            Usage usage,
            List<String> violations) {}
}
