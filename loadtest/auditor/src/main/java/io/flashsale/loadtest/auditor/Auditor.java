package io.flashsale.loadtest.auditor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the real stores, and what clients wrote down, and gives a verdict on every invariant. */
public final class Auditor {

    /** How long anything may be under way before it counts as stuck, unless told otherwise. */
    public static final Duration DEFAULT_BOUND = Duration.ofSeconds(60);

    private final Clock clock;
    private final Duration bound;

    /** An auditor for a system that may be at work. */
    public Auditor(Clock clock) {
        this(clock, DEFAULT_BOUND);
    }

    /**
     * An auditor that knows how fast things should go.
     *
     * @param bound how long anything may be under way before it counts as stuck; next to nothing right after a rest
     */
    public Auditor(Clock clock, Duration bound) {
        this.clock = clock;
        this.bound = bound;
    }

    /**
     * Audits what is there now.
     *
     * @throws StoreUnavailable when a store cannot be read: there is no verdict then
     */
    public AuditReport audit(Stores stores) {
        return audit(stores, Optional.empty(), Optional.empty());
    }

    /**
     * Audits what is there now against what clients were told.
     *
     * @param history the client history of the run
     * @param rest    how the system came to rest before this audit
     * @throws StoreUnavailable when a store cannot be read: there is no verdict then
     */
    public AuditReport audit(Stores stores, Optional<Path> history, Optional<Rest> rest) {
        return judge(read(stores, history), rest);
    }

    /**
     * Audits everything, and counts up one campaign.
     *
     * @param campaign id of the campaign
     * @throws StoreUnavailable         when a store cannot be read: there is no verdict then
     * @throws IllegalArgumentException when there is no such campaign
     */
    public Verdict auditSale(Stores stores, String campaign, Optional<Path> history, Optional<Rest> rest) {
        Facts facts = read(stores, history);
        return new Verdict(SaleNumbers.of(facts, campaign), judge(facts, rest));
    }

    Facts read(Stores stores, Optional<Path> history) {
        return new StoreReader(stores, clock).read(history.map(HistoryFile::new).map(HistoryFile::read));
    }

    AuditReport judge(Facts facts, Optional<Rest> rest) {
        StockChecks stock = new StockChecks(facts);
        OrderChecks orders = new OrderChecks(facts, bound);
        MoneyChecks money = new MoneyChecks(facts);
        MachineryChecks machinery = new MachineryChecks(facts, bound);
        return new AuditReport(
                facts.at(),
                List.of(
                        stock.ledgerBalances(),
                        stock.nothingIsNegative(),
                        stock.countersMatchOrders(),
                        stock.gateWithinLedger(),
                        stock.limitsHold(),
                        orders.everyAcceptedOrderEnded(),
                        orders.ordersAndReservationsPair(),
                        orders.sameKeySameAnswer(),
                        orders.onlyLegalTransitions(),
                        money.moneyBalances(),
                        money.pointsBalance(),
                        machinery.nothingUnexplainedIsParked(),
                        machinery.nothingIsStuckInSeata(),
                        orders.noOrderOutsideTheWindow(),
                        orders.nobodyWasToldSoldOutTooSoon(),
                        machinery.cameToRest(rest),
                        machinery.everyOrderHadATokenOfItsOwn()));
    }
}
