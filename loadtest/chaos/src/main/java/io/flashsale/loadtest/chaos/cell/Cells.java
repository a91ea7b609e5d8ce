package io.flashsale.loadtest.chaos.cell;

import io.flashsale.launcher.stack.Component;
import io.flashsale.loadtest.chaos.cell.Cell.Check;
import io.flashsale.loadtest.chaos.cell.Cell.Goods;
import io.flashsale.loadtest.chaos.crowd.Crowd;
import io.flashsale.loadtest.chaos.crowd.Crowd.Habits;
import io.flashsale.loadtest.chaos.platform.CrashPoint;
import io.flashsale.loadtest.chaos.platform.FaultProxy.Behaviour;
import io.flashsale.loadtest.chaos.platform.Link;
import io.flashsale.loadtest.chaos.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The catalogue of cells. */
public final class Cells {

    /** Every sale: nobody without an answer, no winner told no, no unit left while somebody wanted it. */
    private static final List<Check> ALWAYS =
            List.of(Checks.EVERYBODY_WAS_ANSWERED, Checks.NO_WINNER_WAS_TOLD_NO, Checks.EVERY_UNIT_WAS_PROMISED);

    private static final List<Check> USUAL = Stream.concat(ALWAYS.stream(), Stream.of(Checks.NOTHING_WAS_REJECTED))
            .toList();

    private static final Duration PAY_WITHIN = Duration.ofSeconds(10);
    private static final int ANY_NUMBER = 10_000;
    private static final int LEAST_IN_FLIGHT = 5;
    private static final int AT_ONCE = 150;

    /** As long as the coordinator waits for a checkout, and some more. */
    private static final Duration SLOW_TO_PAY = Duration.ofSeconds(30);

    /** Less than a call may take: nobody who got no answer asks again. */
    private static final Duration UNTIL_CALLS_END = Duration.ofSeconds(10);

    private static final int NOBODY_NEED_BUY = 0;

    private static final Habits FROM_WALLET = Habits.paying(0.6, 0).orCancelling();
    private static final Habits WITH_POINTS = Habits.paying(0.8, 0).andPoints().orCancelling();

    private static final Goods GOODS = new Goods(130, 1, PAY_WITHIN);

    /** 180 people within five seconds, 15 of them at once. */
    private static final Crowd.Plan CROWD = new Crowd.Plan(
            12, 15, Duration.ofMillis(400), 1, ANY_NUMBER, Habits.paying(0.25, 0.08), Duration.ofMinutes(3));

    private static final List<Cell> ALL = all();

    private static final List<String> QUICK = List.of(
            "no-fault",
            "order-after-half",
            "order-after-reserve",
            "order-before-commit",
            "inventory-after-lua",
            "broker-killed-after-commit",
            "redis-killed",
            "redis-script-flush",
            "redis-flushall-unread",
            "gate-stale",
            "mysql-killed",
            "inventory-clock-behind",
            "messages-three-times");

    private Cells() {}

    /** Every cell. */
    public static List<Cell> full() {
        return ALL;
    }

    /** A dozen that take a few minutes. */
    public static List<Cell> quick() {
        return QUICK.stream().map(Cells::named).toList();
    }

    /**
     * Finds a cell.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Cell named(String name) {
        return ALL.stream()
                .filter(cell -> cell.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no cell named " + name));
    }

    private static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(
                "no-fault",
                "2,000 buyers click three times at once, each time with a new key, over 256 connections, for 100 units",
                new Goods(100, 1, Duration.ofMinutes(1)),
                new Crowd.Plan(1, 2_000, Duration.ZERO, 3, 256, Habits.paying(1, 0), Duration.ofMinutes(1)),
                Faults.none(AT_ONCE),
                100,
                with(USUAL, Checks.ONE_ORDER_PER_UNIT_AND_BUYER)));

        cells.add(new Cell(
                "one-token-many-keys",
                "300 buyers who may have three units click three times at once, each time with a new key and the same token",
                new Goods(100, 3, Duration.ofMinutes(1)),
                new Crowd.Plan(1, 300, Duration.ZERO, 3, true, ANY_NUMBER, Habits.paying(1, 0), Duration.ofMinutes(1)),
                Faults.none(AT_ONCE),
                100,
                with(USUAL, Checks.ONE_ORDER_PER_UNIT_AND_BUYER)));
        cells.add(new Cell(
                "one-wallet-two-orders",
                "everybody wins two units and has the money for one",
                new Goods(100, 2, PAY_WITHIN),
                new Crowd.Plan(
                        1,
                        150,
                        Duration.ZERO,
                        2,
                        ANY_NUMBER,
                        Habits.paying(1, 0).shortOfMoney(),
                        Duration.ofMinutes(1)),
                Faults.none(100),
                20,
                USUAL));

        cells.add(halt("order-after-half", CrashPoint.AFTER_HALF));
        cells.add(halt("order-after-reserve", CrashPoint.AFTER_RESERVE));
        cells.add(halt("order-before-commit", CrashPoint.BEFORE_COMMIT));
        cells.add(halt("order-after-insert", CrashPoint.AFTER_INSERT));
        cells.add(halt("inventory-after-lua", CrashPoint.AFTER_LUA));
        cells.add(halt("inventory-before-journal-ack", CrashPoint.BEFORE_JOURNAL_ACK));
        cells.add(cell(
                "order-held-after-half",
                "the broker has asked back by then, and the batch is sealed",
                Faults.hold(CrashPoint.AFTER_HALF, Duration.ofSeconds(32))));

        cells.add(cell(
                "broker-killed-after-commit",
                "0.5 s after an order, when outcomes may be in memory only",
                Faults.killBrokerAfterCommit()));
        cells.add(cell("broker-paused", "mid-sale", Faults.pause(Component.BROKER, Duration.ofSeconds(20))));
        cells.add(cell("nameserver-killed", "mid-sale", Faults.kill(Component.NAME_SERVER)));
        cells.add(cell(
                "messages-three-times",
                "every message of every topic, in shuffled order, delayed ones at once",
                Faults.deliverAgain(3, PAY_WITHIN.plusSeconds(2))));

        cells.add(cell("redis-killed", "mid-sale; AOF with fsync always", Faults.kill(Component.REDIS_STOCK)));
        cells.add(cell(
                "redis-script-flush",
                "mid-sale",
                Faults.atTheGate("SCRIPT FLUSH", 4, gate -> gate.redis().scriptFlush())));
        // What the ledger has not read yet is gone with it, and the ledger takes such a promise back.
        cells.add(new Cell(
                "redis-flushall",
                "mid-sale",
                GOODS,
                CROWD,
                Faults.atTheGate("FLUSHALL", 4, gate -> gate.redis().flushAll()),
                LEAST_IN_FLIGHT,
                ALWAYS));
        cells.add(new Cell(
                "redis-flushall-unread",
                "mid-sale; the promises of two seconds are in the journal only",
                new Goods(200, 1, PAY_WITHIN),
                crowd(1, Habits.paying(0.1, 0.6)),
                Faults.flushUnread(Duration.ofSeconds(2)),
                LEAST_IN_FLIGHT,
                List.of(
                        Checks.EVERYBODY_WAS_ANSWERED,
                        Checks.NO_WINNER_WAS_TOLD_NO,
                        Checks.MOST_UNITS_WERE_PROMISED,
                        Checks.FORGOTTEN_PROMISES_WERE_KEPT)));
        cells.add(cell("redis-paused", "mid-sale", Faults.pause(Component.REDIS_STOCK, Duration.ofSeconds(5))));
        cells.add(new Cell(
                "redis-tail-lost",
                "mid-sale; the end of the AOF is cut off",
                GOODS,
                CROWD,
                Faults.loseTailOfRedis(12_000),
                LEAST_IN_FLIGHT,
                List.of(Checks.EVERYBODY_WAS_ANSWERED, Checks.MOST_UNITS_WERE_PROMISED)));
        cells.add(new Cell(
                "gate-promises-too-much",
                "mid-sale the gate forgets 40 units it promised",
                new Goods(100, 1, PAY_WITHIN),
                CROWD,
                Faults.atTheGate("40 units put back into the gate", 4, gate -> gate.promiseMore(40)),
                LEAST_IN_FLIGHT,
                with(ALWAYS, Checks.SOMETHING_WAS_REJECTED)));
        cells.add(new Cell(
                "gate-stale",
                "when the last unit is promised, the gate becomes one of an earlier epoch with 100 more",
                new Goods(90, 1, PAY_WITHIN),
                new Crowd.Plan(
                        10, 30, Duration.ofMillis(400), 1, ANY_NUMBER, Habits.paying(0.3, 0), Duration.ofMinutes(1)),
                Faults.atTheGate("the gate of an earlier epoch, with 100 more units", 2, gate -> gate.becomeStale(100)),
                1,
                USUAL));
        cells.add(cell("redis-edge-killed", "mid-sale", Faults.kill(Component.REDIS_EDGE)));

        cells.add(cell("mysql-killed", "mid-sale", Faults.kill(Component.MARIADB)));
        cells.add(cell("seata-killed", "mid-sale, checkouts under way", Faults.kill(Component.SEATA)));
        cells.add(cell("seata-paused", "mid-sale", Faults.pause(Component.SEATA, Duration.ofSeconds(15))));

        cells.add(cell("gateway-killed", "mid-sale", Faults.kill(Component.GATEWAY)));
        cells.add(cell("payment-killed", "mid-sale, checkouts under way", Faults.kill(Component.PAYMENT)));
        cells.add(cell("reward-killed", "mid-sale, sagas under way", Faults.kill(Component.REWARD)));
        cells.add(cell("inventory-paused", "mid-sale", Faults.pause(Component.INVENTORY, Duration.ofSeconds(5))));
        cells.add(cell(
                "order-paused",
                "mid-sale; the broker asks back",
                Faults.pause(Component.ORDER, Duration.ofSeconds(30))));
        cells.addAll(clocks());
        cells.addAll(checkouts());
        cells.addAll(fulfilments());
        cells.addAll(refunds());
        cells.add(new Cell(
                "services-killed",
                "all five at once, mid-sale, and after the restart more buyers than before",
                new Goods(600, 1, PAY_WITHIN),
                new Crowd.Plan(
                        24, 50, Duration.ofMillis(400), 1, ANY_NUMBER, Habits.paying(0.1, 0.02), Duration.ofMinutes(3)),
                Faults.kill(Platform.SERVICES.toArray(Component[]::new)),
                LEAST_IN_FLIGHT,
                USUAL));

        Duration while5s = Duration.ofSeconds(5);
        for (Link link : List.of(Link.GATEWAY_ORDER, Link.ORDER_INVENTORY, Link.INVENTORY_REDIS, Link.ORDER_MYSQL)) {
            String name = link.name().toLowerCase(Locale.ROOT).replace('_', '-');
            String between = "mid-sale, between " + name.replace("-", " and ");
            cells.add(cell(
                    "slow-" + name,
                    between + ": 200 ms in each direction",
                    Faults.network(link, new Behaviour.Slow(Duration.ofMillis(200)), while5s)));
            cells.add(cell(
                    "reset-" + name, between, Faults.network(link, new Behaviour.Resetting(), Duration.ofSeconds(2))));
            cells.add(cell("black-hole-" + name, between, Faults.network(link, new Behaviour.BlackHole(), while5s)));
            cells.add(cell(
                    "lost-answers-" + name,
                    between,
                    Faults.network(link, new Behaviour.LosingAnswers(), Duration.ofSeconds(2))));
        }

        cells.add(provider("provider-loses-notifications", "lose-notification", 20));
        cells.add(provider("provider-repeats-notifications", "repeat-notification", 50));
        cells.add(provider("provider-forges-notifications", "forge-notification", 5, Checks.NO_FORGERY_WAS_BELIEVED));
        cells.add(provider("provider-fails", "fail-request", 20));
        cells.add(new Cell(
                "overload",
                "3,000 buyers click at once for 300 units",
                GOODS,
                new Crowd.Plan(1, 3_000, Duration.ZERO, 1, 2_000, Habits.paying(0.1, 0), Duration.ofMinutes(2)),
                Faults.none(AT_ONCE),
                100,
                USUAL));
        return List.copyOf(cells);
    }

    private static Cell cell(String name, String moment, Fault fault) {
        return new Cell(name, moment, GOODS, CROWD, fault, LEAST_IN_FLIGHT, USUAL);
    }

    /** In the middle of the sale, with a batch of the fifth wave or one shortly before. */
    private static Cell halt(String name, CrashPoint point) {
        return cell(name, point.meaning(), Faults.halt(point, 5));
    }

    /** By twice the time to pay, and less than a token between services lives: nobody may decide by a clock of his own. */
    private static List<Cell> clocks() {
        List<Cell> cells = new ArrayList<>();
        for (Component service : List.of(Component.ORDER, Component.INVENTORY, Component.PAYMENT, Component.GATEWAY)) {
            String name = service.label().replace("-service", "");
            cells.add(wrongClock(name + "-clock-ahead", service, PAY_WITHIN.multipliedBy(2)));
            cells.add(wrongClock(name + "-clock-behind", service, PAY_WITHIN.multipliedBy(-2)));
        }
        return cells;
    }

    private static Cell wrongClock(String name, Component service, Duration by) {
        return new Cell(
                name,
                "mid-sale it jumps, and stays so until everything has ended",
                GOODS,
                CROWD,
                Faults.skewClock(service, by),
                1,
                USUAL);
    }

    /** Every phase of every branch, before, between and after the coordinator's decision. */
    private static List<Cell> checkouts() {
        List<Cell> cells = new ArrayList<>();
        for (CrashPoint point : List.of(
                CrashPoint.AFTER_WALLET_TRY,
                CrashPoint.EVERYTHING_TRIED,
                CrashPoint.WALLET_CONFIRMED,
                CrashPoint.AFTER_ORDER_TRY,
                CrashPoint.ORDER_CONFIRMED,
                CrashPoint.AFTER_RESERVATION_TRY,
                CrashPoint.RESERVATION_CONFIRMED)) {
            cells.add(paid(point, FROM_WALLET, Faults.halt(point, 8)));
        }
        for (CrashPoint point : List.of(CrashPoint.AFTER_REWARD_TRY, CrashPoint.REWARD_CONFIRMED)) {
            cells.add(paid(point, WITH_POINTS, Faults.halt(point, 4)));
        }
        cells.add(new Cell(
                "payment-held-before-wallet-try",
                CrashPoint.BEFORE_WALLET_TRY.meaning()
                        + ", and the coordinator cancels it; the buyer does not try again",
                new Goods(GOODS.units(), 1, SLOW_TO_PAY),
                new Crowd.Plan(
                        CROWD.waves(), CROWD.buyers(), CROWD.between(), 1, ANY_NUMBER, FROM_WALLET, UNTIL_CALLS_END),
                Faults.hold(CrashPoint.BEFORE_WALLET_TRY, Duration.ofSeconds(25)),
                NOBODY_NEED_BUY,
                USUAL));
        // The checkout that nobody decides is cancelled by the coordinator, branch by branch.
        for (CrashPoint point : List.of(CrashPoint.ORDER_CANCELLED, CrashPoint.RESERVATION_CANCELLED)) {
            cells.add(paid(point, FROM_WALLET, Faults.haltThen(CrashPoint.EVERYTHING_TRIED, 8, point)));
        }
        for (CrashPoint point : List.of(CrashPoint.WALLET_CANCELLED, CrashPoint.REWARD_CANCELLED)) {
            cells.add(paid(
                    point,
                    point == CrashPoint.REWARD_CANCELLED ? WITH_POINTS : FROM_WALLET,
                    Faults.haltWhilePaused(point, Component.INVENTORY, Duration.ofSeconds(20))));
        }
        for (CrashPoint point :
                List.of(CrashPoint.AFTER_WALLET_TRY, CrashPoint.EVERYTHING_TRIED, CrashPoint.WALLET_CONFIRMED)) {
            cells.add(new Cell(
                    "seata-killed-at-" + word(point),
                    point.meaning(),
                    new Goods(GOODS.units(), 1, SLOW_TO_PAY),
                    crowd(1, FROM_WALLET),
                    Faults.killAt(point, Component.SEATA),
                    NOBODY_NEED_BUY,
                    USUAL));
        }
        for (Component branch : List.of(Component.PAYMENT, Component.ORDER, Component.INVENTORY, Component.REWARD)) {
            cells.add(new Cell(
                    "checkouts-" + branch.label().replace("-service", "") + "-paused",
                    "checkouts under way, longer than any of them may take",
                    new Goods(GOODS.units(), 2, SLOW_TO_PAY),
                    crowd(2, branch == Component.REWARD ? WITH_POINTS : FROM_WALLET),
                    Faults.pause(branch, Duration.ofSeconds(20)),
                    NOBODY_NEED_BUY,
                    USUAL));
        }
        return cells;
    }

    /** Every step of fulfilment: the runner ends, or the one it asked. */
    private static List<Cell> fulfilments() {
        List<Cell> cells = new ArrayList<>();
        cells.add(paid(
                CrashPoint.BEFORE_CAPTURE,
                Habits.paying(0, 0.6).orCancelling(),
                Faults.halt(CrashPoint.BEFORE_CAPTURE, 8)));
        for (CrashPoint point : List.of(
                CrashPoint.MARKED_PAID,
                CrashPoint.STOCK_CONFIRMED,
                CrashPoint.POINTS_GRANTED,
                CrashPoint.COUPONS_GRANTED,
                CrashPoint.MARKED_FULFILLED,
                CrashPoint.SALE_ANSWERED,
                CrashPoint.BEFORE_POINTS,
                CrashPoint.COUPONS_ANSWERED)) {
            cells.add(paid(point, FROM_WALLET, Faults.halt(point, 8)));
        }
        return cells;
    }

    /** Every step of a refund, likewise. */
    private static List<Cell> refunds() {
        List<Cell> cells = new ArrayList<>();
        for (CrashPoint point : List.of(
                CrashPoint.REWARDS_REVERSED,
                CrashPoint.MONEY_REFUNDED,
                CrashPoint.SPENT_RETURNED,
                CrashPoint.STOCK_RETURNED,
                CrashPoint.MARKED_REFUNDED,
                CrashPoint.REVERSAL_ANSWERED,
                CrashPoint.REFUND_ANSWERED,
                CrashPoint.RETURN_ANSWERED)) {
            cells.add(paid(point, FROM_WALLET.refunding(0.7), Faults.halt(point, 5)));
        }
        return cells;
    }

    /** Named by its point. That the point was reached shows that something was under way, which need not be a purchase. */
    private static Cell paid(CrashPoint point, Habits habits, Fault fault) {
        return new Cell(
                point.component().label().replace("-service", "") + "-" + word(point),
                point.meaning(),
                new Goods(GOODS.units(), habits.withPoints() ? 2 : 1, SLOW_TO_PAY),
                crowd(habits.withPoints() ? 2 : 1, habits),
                fault,
                NOBODY_NEED_BUY,
                USUAL);
    }

    private static String word(CrashPoint point) {
        return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Crowd.Plan crowd(int clicks, Habits habits) {
        return new Crowd.Plan(
                CROWD.waves(), CROWD.buyers(), CROWD.between(), clicks, ANY_NUMBER, habits, CROWD.patience());
    }

    private static Cell provider(String name, String fault, int times, Check... more) {
        Crowd.Plan crowd = crowd(1, Habits.paying(0, 0.3));
        return new Cell(
                name,
                "from the beginning of the sale",
                new Goods(GOODS.units(), 1, Duration.ofSeconds(20)),
                crowd,
                Faults.provider(fault, times),
                1,
                with(USUAL, more));
    }

    private static List<Check> with(List<Check> checks, Check... more) {
        return Stream.concat(checks.stream(), Arrays.stream(more)).toList();
    }
}
