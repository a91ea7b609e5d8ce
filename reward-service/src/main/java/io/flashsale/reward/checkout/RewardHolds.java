package io.flashsale.reward.checkout;

import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.Utc;
import io.flashsale.reward.coupons.HeldCoupons;
import io.flashsale.reward.points.FrozenPoints;
import io.flashsale.web.ProblemException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds points and a coupon for a payment. Strict: each step fails where there is nothing to do. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RewardHolds {

    private final HoldMapper mapper;
    private final RedemptionMapper redemptions;
    private final FrozenPoints points;
    private final HeldCoupons coupons;
    private final RedemptionPolicy policy;
    private final Clock clock;

    RewardHolds(
            HoldMapper mapper,
            RedemptionMapper redemptions,
            FrozenPoints points,
            HeldCoupons coupons,
            RedemptionPolicy policy,
            Clock clock) {
        this.mapper = mapper;
        this.redemptions = redemptions;
        this.points = points;
        this.coupons = coupons;
        this.policy = policy;
        this.clock = clock;
    }

    /** The hold of that id, locked until the transaction ends; NEW if there was none. */
    Hold open(String holdId) {
        mapper.open(holdId, Utc.of(clock.instant()));
        return mapper.get(holdId);
    }

    /**
     * Sets aside what the checkout asks for.
     *
     * @throws ProblemException if that is not possible; the transaction has to be rolled back
     */
    Discounts hold(Hold opened, Checkout checkout) {
        String holdId = opened.holdId();
        long couponDiscount = checkout.couponId() == null ? 0 : holdCoupon(holdId, checkout, checkout.couponId());
        Discounts discounts = new Discounts(policy.points(checkout, couponDiscount), couponDiscount);
        if (!points.freeze(holdId, checkout.orderId(), checkout.buyerId(), checkout.points())) {
            throw new ProblemException(
                    RewardProblem.INSUFFICIENT_POINTS, "You have fewer than " + checkout.points() + " points.");
        }
        one(mapper.hold(holdId, checkout, discounts), holdId);
        return discounts;
    }

    private long holdCoupon(String holdId, Checkout checkout, long couponId) {
        return switch (coupons.hold(holdId, couponId, checkout.buyerId(), checkout.orderAmount())) {
            case HeldCoupons.Hold.Held held -> policy.coupon(held.discount(), checkout.orderAmount());
            case HeldCoupons.Hold.NotUsable refused ->
                throw new ProblemException(RewardProblem.COUPON_NOT_USABLE, refused.why());
        };
    }

    /** Spends what is held. */
    void spend(Hold held) {
        Checkout checkout = held.checkout();
        one(mapper.move(held.holdId(), Hold.Status.HELD, Hold.Status.SPENT), held.holdId());
        if (checkout.couponId() != null) {
            coupons.redeem(held.holdId(), checkout.couponId(), checkout.orderId());
        }
        if (checkout.points() > 0) {
            points.spend(held.holdId(), checkout.orderId(), checkout.buyerId(), checkout.points());
        }
        redemptions.add(checkout);
    }

    /** Gives back what is held. */
    void release(Hold held) {
        Checkout checkout = held.checkout();
        one(mapper.move(held.holdId(), Hold.Status.HELD, Hold.Status.CANCELLED), held.holdId());
        if (checkout.couponId() != null) {
            coupons.release(held.holdId(), checkout.couponId());
        }
        if (checkout.points() > 0) {
            points.release(held.holdId(), checkout.orderId(), checkout.buyerId());
        }
    }

    private static void one(int rows, String holdId) {
        if (rows != 1) {
            throw new IllegalStateException("Hold " + holdId + " is not what it should be");
        }
    }
}
