package io.flashsale.reward.coupons;

import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import io.flashsale.reward.rules.CouponTemplate;
import io.flashsale.reward.rules.CouponTemplates;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Coupons that pay for orders. Each step is part of the caller's transaction, which makes sure that it happens once. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class HeldCoupons {

    private final CouponMapper mapper;
    private final CouponTemplates templates;
    private final RewardProperties properties;
    private final Clock clock;

    HeldCoupons(CouponMapper mapper, CouponTemplates templates, RewardProperties properties, Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.properties = properties;
        this.clock = clock;
    }

    /** What came of a hold. */
    public sealed interface Hold {
        /**
         * Nobody else can use the coupon.
         *
         * @param discount minor units it takes off
         */
        record Held(long discount) implements Hold {}

        /**
         * It cannot be used for this order.
         *
         * @param why a sentence for the shopper
         */
        record NotUsable(String why) implements Hold {}
    }

    /** Sets a coupon aside for an order of so many minor units. */
    public Hold hold(String holdId, long couponId, String buyerId, long orderAmount) {
        Coupon coupon = mapper.find(couponId, buyerId);
        if (coupon == null) {
            return new Hold.NotUsable("You have no coupon " + couponId + ".");
        }
        CouponTemplate template = templates.get(coupon.template());
        if (orderAmount < template.minAmount()) {
            return new Hold.NotUsable("The coupon is for orders of at least " + template.minAmount() + " "
                    + properties.currency() + " in minor units.");
        }
        Instant now = clock.instant();
        if (mapper.hold(couponId, buyerId, holdId, Utc.of(now)) == 0) {
            return new Hold.NotUsable("The coupon is " + coupon.statusAt(now) + ".");
        }
        return new Hold.Held(template.discountOf(orderAmount));
    }

    /** Uses the coupon up. */
    public void redeem(String holdId, long couponId, String orderId) {
        one(mapper.redeem(couponId, holdId, orderId), holdId, couponId);
    }

    /** Makes the coupon usable again, unless it was to be taken back. */
    public void release(String holdId, long couponId) {
        one(mapper.release(couponId, holdId), holdId, couponId);
    }

    /** Gives back what paid for the order; it can be used for some days at least. True if there was a coupon. */
    public boolean giveBack(String orderId) {
        return mapper.giveBack(orderId, Utc.of(clock.instant().plus(properties.returnedCouponValidFor()))) > 0;
    }

    private static void one(int rows, String holdId, long couponId) {
        if (rows != 1) {
            throw new IllegalStateException("Coupon " + couponId + " is not held by " + holdId);
        }
    }
}
