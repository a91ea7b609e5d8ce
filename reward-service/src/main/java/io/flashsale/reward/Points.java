package io.flashsale.reward;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The points of all buyers. Every order earns at most once and loses at most once; both can be asked for any number of
 * times, in any order.
 */
@Component
class Points {

    private static final int NEWEST = 50;

    private final PointsMapper mapper;
    private final RewardEvents events;
    private final Clock clock;

    Points(PointsMapper mapper, RewardEvents events, Clock clock) {
        this.mapper = mapper;
        this.events = events;
        this.clock = clock;
    }

    /** Grants what the order earns; a repetition earns nothing more. */
    @Transactional
    Granting grant(String orderId, String buyerId, long points) {
        mapper.lockOrder(orderId);
        if (mapper.entry(orderId, PointsEntry.Kind.REVERSAL) != null) {
            return new Granting.AlreadyReversed();
        }
        PointsEntry earlier = mapper.entry(orderId, PointsEntry.Kind.GRANT);
        if (earlier != null) {
            return buyerId.equals(earlier.buyerId()) && points == earlier.points()
                    ? new Granting.Granted(points)
                    : new Granting.GrantedOtherwise();
        }
        Instant now = clock.instant();
        mapper.append(new PointsEntry(orderId, PointsEntry.Kind.GRANT, buyerId, points, utc(now)));
        mapper.openAccount(buyerId);
        mapper.saveAccount(buyerId, mapper.lockAccount(buyerId).granted(points));
        events.granted(orderId, buyerId, points, now);
        return new Granting.Granted(points);
    }

    /**
     * Takes back exactly what the order earned. An order that earned nothing gets a reversal of zero, so that a grant
     * that comes late is refused.
     *
     * @return the points taken back, not negative
     */
    @Transactional
    long reverse(String orderId) {
        mapper.lockOrder(orderId);
        PointsEntry earlier = mapper.entry(orderId, PointsEntry.Kind.REVERSAL);
        if (earlier != null) {
            return -earlier.points();
        }
        PointsEntry grant = mapper.entry(orderId, PointsEntry.Kind.GRANT);
        Instant now = clock.instant();
        if (grant == null || grant.buyerId() == null) {
            mapper.append(new PointsEntry(orderId, PointsEntry.Kind.REVERSAL, null, 0, utc(now)));
            return 0;
        }
        String buyerId = grant.buyerId();
        mapper.append(new PointsEntry(orderId, PointsEntry.Kind.REVERSAL, buyerId, -grant.points(), utc(now)));
        mapper.saveAccount(buyerId, mapper.lockAccount(buyerId).reversed(grant.points()));
        events.reversed(orderId, buyerId, grant.points(), now);
        return grant.points();
    }

    /** What the buyer has; nothing for a buyer nobody has heard of. */
    PointsAccount account(String buyerId) {
        PointsAccount account = mapper.account(buyerId);
        return account == null ? new PointsAccount(0, 0) : account;
    }

    /** The buyer's newest entries, newest first. */
    List<PointsEntry> newestEntries(String buyerId) {
        return mapper.newest(buyerId, NEWEST);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** What came of a grant. */
    sealed interface Granting {
        /** The order has earned these points, now or before. */
        record Granted(long points) implements Granting {}

        /** The order was refunded before the grant arrived. */
        record AlreadyReversed() implements Granting {}

        /** The order earned before, but for another buyer or amount. */
        record GrantedOtherwise() implements Granting {}
    }
}
