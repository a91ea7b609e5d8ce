package io.flashsale.loadtest.chaos.crowd;

import io.flashsale.loadtest.auditor.HistoryEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Buyers who come in waves, so that many calls are under way at once whenever a wave clicks. Whoever gets no definite
 * answer asks again with the same key, until there is one or patience ends. Some winners pay, others let their orders
 * run out of time.
 */
public final class Crowd implements AutoCloseable {

    /**
     * Who comes.
     *
     * @param waves        after each other
     * @param buyers       who click at once in every wave
     * @param between      from one wave to the next
     * @param clicks       of every buyer, at once and each with a key of its own
     * @param oneToken     whether all clicks of a buyer carry the same purchase token, not each its own
     * @param connections  calls under way at once, at most
     * @param habits       what winners do
     * @param patience     how long a buyer asks for an answer
     */
    public record Plan(
            int waves,
            int buyers,
            Duration between,
            int clicks,
            boolean oneToken,
            int connections,
            Habits habits,
            Duration patience) {

        /** Every click with a token of its own. */
        public Plan(
                int waves,
                int buyers,
                Duration between,
                int clicks,
                int connections,
                Habits habits,
                Duration patience) {
            this(waves, buyers, between, clicks, false, connections, habits, patience);
        }

        public int allBuyers() {
            return waves * buyers;
        }
    }

    /**
     * What winners do; shares are 0 to 1.
     *
     * @param wallet     share of those who pay from their wallet
     * @param cashier    share of those who pay at the provider
     * @param withPoints whether the second click of a buyer is paid with points that the first one earned, too
     * @param refunds    share of those who paid from their wallet and want the money back as soon as they have the goods
     * @param oneTopUp   whether a buyer has the money for one unit only, however many were won
     * @param othersCancel whether those who do not pay cancel at once, instead of letting their time run out
     */
    public record Habits(
            double wallet, double cashier, boolean withPoints, double refunds, boolean oneTopUp, boolean othersCancel) {

        public static Habits paying(double wallet, double cashier) {
            return new Habits(wallet, cashier, false, 0, false, false);
        }

        public Habits andPoints() {
            return new Habits(wallet, cashier, true, refunds, oneTopUp, othersCancel);
        }

        public Habits refunding(double share) {
            return new Habits(wallet, cashier, withPoints, share, oneTopUp, othersCancel);
        }

        public Habits shortOfMoney() {
            return new Habits(wallet, cashier, withPoints, refunds, true, othersCancel);
        }

        public Habits orCancelling() {
            return new Habits(wallet, cashier, withPoints, refunds, oneTopUp, true);
        }
    }

    /** What one unit costs, in minor units. */
    public static final long PRICE = 990;

    private static final int NO_LIMIT = 10_000;
    private static final long SOME_POINTS = 5;
    private static final Duration UNTIL_POINTS = Duration.ofSeconds(20);
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    private static final int REST_SPREAD_MILLIS = 1_000;

    private final Shop shop;
    private final Plan plan;
    private final String campaign;
    private final String sku;
    private final long seed;
    private final Clock clock;
    private final History history = new History();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> journeys = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> undecided = new ConcurrentHashMap<>();
    private final List<CountDownLatch> waveClicked;
    private final Semaphore connections;
    private final AtomicInteger underWay = new AtomicInteger();
    private @Nullable Future<?> waves;

    public Crowd(Shop shop, Plan plan, String campaign, String sku, long seed, Clock clock) {
        this.shop = shop;
        this.plan = plan;
        this.campaign = campaign;
        this.sku = sku;
        this.seed = seed;
        this.clock = clock;
        this.waveClicked = IntStream.range(0, plan.waves())
                .mapToObj(_ -> new CountDownLatch(1))
                .toList();
        this.connections = new Semaphore(Math.min(plan.connections(), NO_LIMIT));
    }

    /** The names of everybody who will come: the same in every sale, so that they have to log in once. */
    public static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "chaos-" + number).toList();
    }

    /** The first wave clicks now. */
    public void open() {
        waves = threads.submit(this::comeInWaves);
    }

    public boolean isOpen() {
        return waves != null;
    }

    /** Returns when wave {@code number}, counted from 0, has clicked. */
    public void awaitWave(int number) throws InterruptedException {
        waveClicked.get(number).await();
    }

    /** Returns when everybody has a definite answer or has lost patience, and winners have paid who wanted to. */
    public void awaitEnd() throws InterruptedException {
        finish(waves);
        for (int i = 0; i < journeys.size(); i++) {
            finish(journeys.get(i));
        }
    }

    /** Purchases that were sent and not answered yet. */
    public int underWay() {
        return underWay.get();
    }

    public History history() {
        return history;
    }

    /** Buyers who were never told yes or no, with what they heard last. */
    public Map<String, String> undecided() {
        return Map.copyOf(undecided);
    }

    private void comeInWaves() {
        long begin = System.nanoTime();
        List<String> names = new ArrayList<>(names(plan.allBuyers()));
        Collections.shuffle(names, new Random(seed));
        for (int wave = 0; wave < plan.waves(); wave++) {
            long due = begin + plan.between().toNanos() * wave;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            for (String buyer : names.subList(wave * plan.buyers(), (wave + 1) * plan.buyers())) {
                for (int click = 1; click <= plan.clicks(); click++) {
                    String key = campaign + "-" + buyer + "-" + click;
                    Random chance = new Random(seed * 31 + key.hashCode());
                    journeys.add(threads.submit(() -> journey(buyer, key, chance)));
                }
            }
            waveClicked.get(wave).countDown();
        }
    }

    private void journey(String buyer, String key, Random chance) {
        try {
            String order = buy(buyer, key, chance);
            if (order != null) {
                settle(buyer, key, order, chance);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String buy(String buyer, String key, Random chance) throws InterruptedException {
        Instant end = clock.instant().plus(plan.patience());
        while (true) {
            connections.acquire();
            underWay.incrementAndGet();
            Answer answer;
            try {
                Instant asked = clock.instant();
                answer = shop.buy(buyer, key, plan.oneToken() ? buyer : key, campaign, sku);
                record(asked, buyer, "buy", key, answer, answer.text("orderId"));
            } finally {
                underWay.decrementAndGet();
                connections.release();
            }
            if (answer.isFinal()) {
                if (!answer.isOk()) {
                    history.refuse(key);
                    return null;
                }
                return answer.text("orderId");
            }
            if (!clock.instant().isBefore(end)) {
                undecided.put(key, answer.status() + " " + answer.code());
                return null;
            }
            rest(chance);
        }
    }

    private void settle(String buyer, String purchase, String order, Random chance) throws InterruptedException {
        double draw = chance.nextDouble();
        if (draw < plan.habits().wallet()) {
            long points = plan.habits().withPoints() && purchase.endsWith("-2") ? untilPoints(buyer, chance) : 0;
            Answer price = untilFinal(
                    chance,
                    buyer,
                    "topup",
                    "topup-" + (plan.habits().oneTopUp() ? campaign + "-" + buyer : order),
                    order,
                    key -> shop.topUp(buyer, key, Map.of("amount", PRICE, "currency", "CNY")));
            if (price.isOk()) {
                Answer payment = untilFinal(
                        chance,
                        buyer,
                        "pay",
                        "pay-" + order,
                        order,
                        key -> shop.pay(buyer, key, order, "WALLET", points));
                if (payment.isOk() && chance.nextDouble() < plan.habits().refunds()) {
                    wantMoneyBack(buyer, order, chance);
                }
            }
        } else if (draw < plan.habits().wallet() + plan.habits().cashier()) {
            Answer payment = untilFinal(
                    chance, buyer, "pay", "pay-" + order, order, key -> shop.pay(buyer, key, order, "PROVIDER", 0));
            String page = payment.text("payUrl");
            if (payment.isOk() && page != null) {
                untilFinal(chance, buyer, "cashier", "cashier-" + order, order, _ -> shop.payAtCashier(page));
            }
        } else if (plan.habits().othersCancel()) {
            untilFinal(chance, buyer, "cancel", "cancel-" + order, order, _ -> shop.cancel(buyer, order));
        }
    }

    /** The points to pay with: none if the buyer does not get some in time. */
    private long untilPoints(String buyer, Random chance) throws InterruptedException {
        Instant end = clock.instant().plus(UNTIL_POINTS);
        while (shop.points(buyer) < SOME_POINTS) {
            if (!clock.instant().isBefore(end)) {
                return 0;
            }
            rest(chance);
        }
        return SOME_POINTS;
    }

    private void wantMoneyBack(String buyer, String order, Random chance) throws InterruptedException {
        Instant end = clock.instant().plus(plan.patience());
        while (!"FULFILLED".equals(shop.order(buyer, order).text("status"))) {
            if (!clock.instant().isBefore(end)) {
                return;
            }
            rest(chance);
        }
        untilFinal(chance, buyer, "refund", "refund-" + order, order, key -> shop.refund(buyer, key, order));
    }

    @FunctionalInterface
    private interface Call {
        Answer with(String key) throws InterruptedException;
    }

    private Answer untilFinal(Random chance, String buyer, String op, String key, String order, Call call)
            throws InterruptedException {
        Instant end = clock.instant().plus(plan.patience());
        while (true) {
            Instant asked = clock.instant();
            Answer answer = call.with(key);
            record(asked, buyer, op, key, answer, order);
            if (answer.isFinalAboutOrder() || !clock.instant().isBefore(end)) {
                return answer;
            }
            rest(chance);
        }
    }

    private void record(Instant asked, String buyer, String op, String key, Answer answer, @Nullable String order) {
        Instant now = clock.instant();
        boolean buys = op.equals("buy");
        history.add(new HistoryEntry(
                now,
                buyer,
                op,
                key,
                answer.outcome(),
                answer.status(),
                answer.code(),
                order,
                buys ? campaign : null,
                buys ? sku : null,
                buys ? Integer.valueOf(1) : null,
                ChronoUnit.MICROS.between(asked, now),
                null));
    }

    private static void rest(Random chance) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SHORTEST_REST.toMillis() + chance.nextInt(REST_SPREAD_MILLIS));
    }

    private static void finish(@Nullable Future<?> task) throws InterruptedException {
        if (task == null) {
            throw new IllegalStateException("nobody was let in");
        }
        try {
            task.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("A buyer's journey broke off: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
