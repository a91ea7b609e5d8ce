package io.flashsale.reward.checkout;

import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.checkout.RedemptionMapper.Redemption;
import io.flashsale.reward.checkout.RedemptionMapper.Returned;
import io.flashsale.reward.coupons.HeldCoupons;
import io.flashsale.reward.points.FrozenPoints;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives back what refunded orders were paid with: once per refund, and never more than was spent. */
@Component
class Returns {

    private final RedemptionMapper mapper;
    private final HoldMapper holds;
    private final FrozenPoints points;
    private final HeldCoupons coupons;

    Returns(RedemptionMapper mapper, HoldMapper holds, FrozenPoints points, HeldCoupons coupons) {
        this.mapper = mapper;
        this.holds = holds;
        this.points = points;
        this.coupons = coupons;
    }

    /**
     * Gives back so many points, or what is left of those that were spent.
     *
     * @throws ProblemException if the order's payment has not been settled yet, or the refund was another one before
     */
    @Transactional
    Returned giveBack(String orderId, String refundId, long asked, boolean coupon) {
        Redemption spent = mapper.lock(orderId);
        if (spent == null) {
            if (holds.heldFor(orderId) > 0) {
                throw new ProblemException(
                                RewardProblem.NOT_YET,
                                "What order " + orderId + " is paid with is held, but not spent yet.")
                        .retryAfter(Duration.ofSeconds(1));
            }
            return new Returned(asked, coupon, 0, false);
        }
        Returned earlier = mapper.returned(orderId, refundId);
        if (earlier != null) {
            if (earlier.askedPoints() != asked || earlier.askedCoupon() != coupon) {
                throw new ProblemException(
                                CommonProblem.INVALID_REQUEST,
                                "Refund " + refundId + " asked for something else before.")
                        .field("refundId", "must come with the same body as before");
            }
            return earlier;
        }
        long given = Math.min(asked, spent.points() - spent.returned());
        if (mapper.giveBack(orderId, given) != 1) {
            throw new IllegalStateException("More would come back for order " + orderId + " than was spent");
        }
        points.giveBack(orderId, refundId, spent.buyerId(), given);
        Returned returned = new Returned(asked, coupon, given, coupon && coupons.giveBack(orderId));
        mapper.addReturn(orderId, refundId, returned);
        return returned;
    }
}
