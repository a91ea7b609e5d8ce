package io.flashsale.reward.points;

import io.flashsale.reward.Purchase;
import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import io.flashsale.reward.rules.Rules;
import io.flashsale.reward.rules.Tier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What orders earn and lose. Every order earns at most once by each rule, and loses no more than it earned; both can be
 * asked for any number of times, in any order.
 */
@Component
public class Points {

    private static final int NEWEST = 50;
    /** The reference of the reversal of an order as a whole. */
    private static final String ALL = "all";
    /** The reference of what refunds took back before it was granted. */
    private static final String EARLY = "early-refunds";

    private final PointsMapper orders;
    private final LedgerMapper mapper;
    private final PointsLedger ledger;
    private final Rules rules;
    private final RewardEvents events;
    private final RewardProperties properties;
    private final Clock clock;

    Points(
            PointsMapper orders,
            LedgerMapper mapper,
            PointsLedger ledger,
            Rules rules,
            RewardEvents events,
            RewardProperties properties,
            Clock clock) {
        this.orders = orders;
        this.mapper = mapper;
        this.ledger = ledger;
        this.rules = rules;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Grants what the order earns by the rules in force; a repetition earns nothing more. */
    @Transactional
    Granting grant(String orderId, Purchase purchase) {
        RewardedOrder order = lock(orderId);
        if (order.closed()) {
            return new Granting.AlreadyReversed();
        }
        if (order.buyerId() != null) {
            return order.grantedFor(purchase) ? new Granting.Granted(order.granted()) : new Granting.GrantedOtherwise();
        }
        Instant now = clock.instant();
        OpenAccount account = ledger.open(purchase.buyerId());
        Tier tier = Tier.of(account.account().earned(), properties);
        long granted = 0;
        for (Rules.Points earned : rules.pointsFor(purchase, tier)) {
            Lot lot = ledger.freshLot(orderId, earned.points());
            account.credit(Movement.GRANT, orderId, earned.rule(), List.of(lot));
            granted += earned.points();
        }
        account.close();
        events.granted(orderId, purchase.buyerId(), granted, now);
        RewardedOrder paid = order.granted(purchase, granted);
        orders.saveOrder(paid);
        if (paid.refunded() > 0) {
            takeBack(paid, paid.refunded(0, purchase.amount()), EARLY);
        }
        return new Granting.Granted(granted);
    }

    /**
     * Takes back all that is left of what the order earned. An order that earned nothing earns nothing any more.
     *
     * @return the points taken back, not negative
     */
    @Transactional
    long reverse(String orderId) {
        RewardedOrder order = lock(orderId);
        PointsMapper.Reversal earlier = orders.reversal(orderId, ALL);
        if (earlier != null) {
            return earlier.points();
        }
        return reverse(order, order.reversedAll(), ALL, 0);
    }

    /**
     * What came of a partial reversal.
     *
     * @param sameAsBefore false if the refund was asked for before, with another amount
     */
    record Partial(long points, boolean sameAsBefore) {}

    /**
     * Takes back the share of the points that a refund gives back of the price. All refunds of an order together take
     * back exactly what it earned.
     *
     * @param part minor units this refund gives back
     * @param whole minor units of the order
     */
    @Transactional
    Partial reverse(String orderId, String refundId, long part, long whole) {
        RewardedOrder order = lock(orderId);
        PointsMapper.Reversal earlier = orders.reversal(orderId, refundId);
        if (earlier != null) {
            return new Partial(earlier.points(), earlier.refunded() == part);
        }
        return new Partial(reverse(order, order.refunded(part, whole), refundId, part), true);
    }

    private long reverse(RewardedOrder before, RewardedOrder after, String refundId, long part) {
        long points = after.reversed() - before.reversed();
        orders.addReversal(before.orderId(), new PointsMapper.Reversal(refundId, part, points));
        takeBack(before, after, refundId);
        return points;
    }

    private void takeBack(RewardedOrder before, RewardedOrder after, String reference) {
        orders.saveOrder(after);
        long points = after.reversed() - before.reversed();
        if (points == 0) {
            return;
        }
        String buyerId = Objects.requireNonNull(before.buyerId());
        OpenAccount account = ledger.open(buyerId);
        account.takeBack(before.orderId(), reference, points);
        account.close();
        events.reversed(before.orderId(), buyerId, points, clock.instant());
    }

    /** The buyer's tier. */
    public Tier tierOf(String buyerId) {
        return Tier.of(account(buyerId).earned(), properties);
    }

    /** What the buyer has; nothing for a buyer nobody has heard of. */
    PointsAccount account(String buyerId) {
        return Objects.requireNonNullElse(mapper.account(buyerId), PointsAccount.EMPTY);
    }

    /** What of the buyer's points runs out by then. */
    long expiring(String buyerId, Instant before) {
        return mapper.expiring(buyerId, Utc.of(before));
    }

    /** The newest changes of what the buyer can spend, newest first. */
    List<PointsEntry> newestEntries(String buyerId) {
        return mapper.newest(buyerId, NEWEST);
    }

    private RewardedOrder lock(String orderId) {
        orders.lockOrder(orderId);
        return orders.order(orderId);
    }

    /** What came of a grant. */
    sealed interface Granting {
        /** The order has earned these points, now or before. */
        record Granted(long points) implements Granting {}

        /** The order was refunded before the grant arrived. */
        record AlreadyReversed() implements Granting {}

        /** The order earned before, but for another buyer, amount or campaign. */
        record GrantedOtherwise() implements Granting {}
    }
}
