package io.flashsale.reward.coupons;

import io.flashsale.reward.Purchase;
import io.flashsale.reward.Utc;
import io.flashsale.reward.points.Points;
import io.flashsale.reward.rules.CouponTemplate;
import io.flashsale.reward.rules.CouponTemplates;
import io.flashsale.reward.rules.Rules;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The coupons orders earn. Every order earns at most one by each rule, and no more come from a template than its quota. */
@Component
class Coupons {

    private static final int NEWEST = 100;

    private final CouponMapper mapper;
    private final CouponTemplates templates;
    private final Rules rules;
    private final Points points;
    private final Clock clock;

    Coupons(CouponMapper mapper, CouponTemplates templates, Rules rules, Points points, Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.rules = rules;
        this.points = points;
        this.clock = clock;
    }

    /** What came of a grant. */
    sealed interface Granting {
        /** The coupons the order has earned, now or before; fewer than the rules say where a quota is used up. */
        record Granted(List<Long> coupons) implements Granting {}

        /** The order was refunded before the grant arrived. */
        record AlreadyReversed() implements Granting {}

        /** The order earned before, but for another buyer, amount or campaign. */
        record GrantedOtherwise() implements Granting {}
    }

    /** Grants what the order earns by the rules in force; a repetition earns nothing more. */
    @Transactional
    Granting grant(String orderId, Purchase purchase) {
        mapper.lockOrder(orderId);
        CouponGrant order = mapper.order(orderId);
        if (order.closed()) {
            return new Granting.AlreadyReversed();
        }
        if (order.buyerId() != null) {
            return order.grantedFor(purchase)
                    ? new Granting.Granted(mapper.ofOrder(orderId))
                    : new Granting.GrantedOtherwise();
        }
        Instant now = clock.instant();
        for (Rules.Coupon earned : rules.couponsFor(purchase, points.tierOf(purchase.buyerId()))) {
            CouponTemplate template = templates.get(earned.template());
            if (templates.take(template.name())) {
                mapper.add(
                        purchase.buyerId(),
                        template.name(),
                        orderId,
                        earned.rule(),
                        Utc.of(now),
                        Utc.of(now.plus(template.validDays(), ChronoUnit.DAYS)));
            }
        }
        mapper.granted(orderId, purchase);
        return new Granting.Granted(mapper.ofOrder(orderId));
    }

    /**
     * Takes back what the order earned, as far as it is not used: what is held at the moment goes when its payment does
     * not happen, what is redeemed stays redeemed. An order without coupons earns none any more.
     *
     * @return the coupons taken back
     */
    @Transactional
    List<Long> reverse(String orderId) {
        mapper.lockOrder(orderId);
        for (Coupon coupon : mapper.lockUnreversed(orderId)) {
            mapper.reverse(coupon.id(), Utc.of(clock.instant()));
            if (coupon.status() == Coupon.Status.AVAILABLE) {
                templates.giveBack(coupon.template());
            }
        }
        mapper.close(orderId);
        return mapper.revoked(orderId);
    }

    /** The buyer's newest coupons, newest first. */
    List<Coupon> newest(String buyerId) {
        return mapper.newest(buyerId, NEWEST);
    }
}
