package io.flashsale.reward.points;

import io.flashsale.reward.Money;
import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import io.flashsale.reward.rules.Tier;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper sees of the points. */
@RestController
class PointsController {

    private final Points points;
    private final RewardProperties properties;
    private final Clock clock;

    PointsController(Points points, RewardProperties properties, Clock clock) {
        this.points = points;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping("/api/points")
    PointsResource mine(Caller caller) {
        String buyerId = caller.require(Role.SHOPPER).subject();
        PointsAccount account = points.account(buyerId);
        Instant before = clock.instant().plus(properties.expiringWithin());
        RewardProperties.Redemption worth = properties.redemption();
        return new PointsResource(
                account.balance(),
                account.frozen(),
                account.debt(),
                Tier.of(account.earned(), properties),
                new Expiring(points.expiring(buyerId, before), before),
                new Worth(worth.points(), new Money(worth.amount(), properties.currency()), worth.maxShare()),
                points.newestEntries(buyerId).stream()
                        .map(entry -> new EntryResource(
                                entry.orderId(), entry.kind(), entry.points(), Utc.instant(entry.createdAt())))
                        .toList());
    }

    /**
     * @param entries the newest changes of the balance
     */
    record PointsResource(
            long balance,
            long frozen,
            long debt,
            Tier tier,
            Expiring expiring,
            Worth worth,
            List<EntryResource> entries) {}

    /** What of the balance runs out by then. */
    record Expiring(long points, Instant before) {}

    /**
     * So many points are worth so much.
     *
     * @param maxShare how much of an order they may pay, in per cent
     */
    record Worth(long points, Money amount, int maxShare) {}

    record EntryResource(String orderId, Movement kind, long points, Instant at) {}
}
