package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.auditor.Auditor;
import io.flashsale.loadtest.auditor.Finding;
import io.flashsale.loadtest.auditor.QuietWait;
import io.flashsale.loadtest.auditor.Rest;
import io.flashsale.loadtest.auditor.StoreUnavailable;
import io.flashsale.loadtest.auditor.Verdict;
import io.flashsale.loadtest.chaos.crowd.Crowd;
import io.flashsale.loadtest.chaos.crowd.History;
import io.flashsale.loadtest.chaos.crowd.Shop;
import io.flashsale.loadtest.chaos.platform.Platform;
import io.flashsale.loadtest.sale.OperatorDesk;
import io.flashsale.loadtest.sale.SaleFailed;
import io.flashsale.loadtest.sale.SalePlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs cells, one after the other, each with a campaign of its own. */
public final class CellRun implements AutoCloseable {

    private static final String SKU = "flash-phone";
    private static final Duration LONGEST_SALE = Duration.ofHours(1);
    /** The provider tells of a payment again with pauses that double from a second: the eighth time after 127 s. */
    private static final Duration REST_WITHIN = Duration.ofMinutes(4);

    private static final Duration STRICT = Duration.ofSeconds(2);
    private static final int TRIES_AT_THE_DESK = 30;

    private final Platform platform;
    private final Clock clock;
    private final Shop shop;

    public CellRun(Platform platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
        this.shop = new Shop(platform::gateway, platform::purchaseTokenKeys);
    }

    /** Sells, strikes, mends, waits for quiet, audits. Afterwards every part runs again. */
    public CellResult run(Cell cell, long seed) throws InterruptedException {
        shop.forgetPermissions();
        shop.admit(Crowd.names(cell.crowd().allBuyers()));
        String campaign = atTheDesk(desk -> open(desk, cell));
        List<String> problems = new ArrayList<>();
        Optional<Strike> strike;
        History history;
        Aftermath aftermath;
        Rest rest;
        Verdict verdict;
        Instant quietAt;
        try (Crowd crowd = new Crowd(shop, cell.crowd(), campaign, SKU, seed, clock)) {
            history = crowd.history();
            strike = strike(cell, new Scene(platform, crowd, campaign, seed, clock), problems);
            crowd.awaitEnd();
            Instant left = clock.instant();
            platform.mend();
            Path file = platform.next("history-" + cell.name() + ".jsonl");
            history.write(file);
            rest = rest(campaign, REST_WITHIN);
            quietAt = left.plus(rest.took());
            verdict = new Auditor(clock, rest.reached() ? STRICT : Auditor.DEFAULT_BOUND)
                    .auditSale(platform.stores(), campaign, Optional.of(file), Optional.of(rest));
            aftermath = Aftermath.of(campaign, cell.goods().units(), platform.stores(), history, crowd.undecided());
        } finally {
            platform.setClocksRight();
        }
        atTheDesk(desk -> {
            desk.step(campaign, "close");
            return campaign;
        });
        return judged(cell, seed, strike, history, aftermath, rest, verdict, quietAt, problems);
    }

    private Optional<Strike> strike(Cell cell, Scene scene, List<String> problems) throws InterruptedException {
        try {
            return cell.fault().strike(scene);
        } catch (RuntimeException e) {
            problems.add("the fault could not be made: " + e);
            if (!scene.crowd().isOpen()) {
                scene.letThemIn();
            }
            return Optional.empty();
        }
    }

    private CellResult judged(
            Cell cell,
            long seed,
            Optional<Strike> strike,
            History history,
            Aftermath aftermath,
            Rest rest,
            Verdict verdict,
            Instant quietAt,
            List<String> problems) {
        Instant at = strike.map(Strike::at).orElse(Instant.MAX);
        long inFlight = strike.isEmpty() ? 0 : history.inFlightAt(at);
        if (strike.isEmpty()) {
            problems.add("the fault never fired");
        } else if (inFlight < cell.leastInFlight()) {
            problems.add("only %d calls were under way when the fault fired, at least %d are needed"
                    .formatted(inFlight, cell.leastInFlight()));
        }
        List<Finding> broken = verdict.audit().broken();
        broken.forEach(finding -> problems.add(CellResult.inWords(finding)));
        cell.checks().forEach(check -> problems.addAll(check.problems(aftermath)));
        return new CellResult(
                cell.name(),
                cell.moment(),
                seed,
                strike.map(Strike::what),
                inFlight,
                strike.flatMap(one -> history.firstOrderAfter(one.at())),
                strike.filter(_ -> rest.reached()).map(one -> Duration.between(one.at(), quietAt)),
                history.accepted(),
                aftermath.orders(),
                broken.stream().map(finding -> finding.invariant().name()).toList(),
                problems);
    }

    private Rest rest(String campaign, Duration bound) throws InterruptedException {
        Instant begun = clock.instant();
        while (true) {
            try {
                return new QuietWait(platform.stores(), Optional.of(campaign), clock).await(bound, _ -> {});
            } catch (StoreUnavailable e) {
                // A store that has just come back.
                if (Duration.between(begun, clock.instant()).compareTo(bound) > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private String open(OperatorDesk desk, Cell cell) throws InterruptedException {
        Instant now = clock.instant();
        String campaign = desk.create(
                "Chaos " + cell.name(),
                List.of(new SalePlan.Item(
                        SKU,
                        "Flash phone",
                        Crowd.PRICE,
                        2 * Crowd.PRICE,
                        cell.goods().units(),
                        cell.goods().limit())),
                cell.goods().payWithin(),
                now.minusSeconds(1),
                now.plus(LONGEST_SALE));
        for (String step : List.of("schedule", "warm-up", "open")) {
            desk.step(campaign, step);
        }
        return campaign;
    }

    @FunctionalInterface
    private interface Errand {
        String run(OperatorDesk desk) throws InterruptedException;
    }

    /** An operator who is patient: right after a fault, a call may fail. */
    private String atTheDesk(Errand errand) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try (OperatorDesk desk = OperatorDesk.logIn(platform.gateway())) {
                return errand.run(desk);
            } catch (SaleFailed e) {
                if (tries == TRIES_AT_THE_DESK) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    @Override
    public void close() {
        shop.close();
    }
}
