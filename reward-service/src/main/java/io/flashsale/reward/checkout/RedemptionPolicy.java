package io.flashsale.reward.checkout;

import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.RewardProperties;
import io.flashsale.web.ProblemException;
import java.math.BigInteger;
import org.springframework.stereotype.Component;

/**
 * What points are worth, and how much of an order they may pay. At least one minor unit is always left for a payment, so
 * that every paid order has one.
 */
@Component
class RedemptionPolicy {

    private static final long LEFT_TO_PAY = 1;

    private final RewardProperties.Redemption worth;

    RedemptionPolicy(RewardProperties properties) {
        this.worth = properties.redemption();
    }

    /** A coupon's discount, cut where it would leave nothing to pay. */
    long coupon(long discount, long orderAmount) {
        return Math.min(discount, orderAmount - LEFT_TO_PAY);
    }

    /**
     * What the points of a checkout take off.
     *
     * @param couponDiscount what is taken off already
     * @throws ProblemException if they are more than may be used, or are no whole number of minor units
     */
    long points(Checkout checkout, long couponDiscount) {
        BigInteger units = BigInteger.valueOf(checkout.points()).multiply(BigInteger.valueOf(worth.amount()));
        BigInteger[] discount = units.divideAndRemainder(BigInteger.valueOf(worth.points()));
        if (discount[1].signum() != 0) {
            throw refusal("Points are used in multiples of " + step() + ".");
        }
        long most = Math.min(share(checkout.orderAmount()), checkout.orderAmount() - couponDiscount - LEFT_TO_PAY);
        if (discount[0].compareTo(BigInteger.valueOf(most)) > 0) {
            throw refusal("At most " + points(most) + " points can be used for this order.");
        }
        return discount[0].longValueExact();
    }

    private long share(long orderAmount) {
        return BigInteger.valueOf(orderAmount)
                .multiply(BigInteger.valueOf(worth.maxShare()))
                .divide(BigInteger.valueOf(100))
                .longValueExact();
    }

    /** The most points that are worth no more than so many minor units. */
    private long points(long amount) {
        long step = step();
        long amountPerStep = step * worth.amount() / worth.points();
        return amount / amountPerStep * step;
    }

    /** The fewest points that are worth a whole number of minor units. */
    private long step() {
        return worth.points()
                / BigInteger.valueOf(worth.points())
                        .gcd(BigInteger.valueOf(worth.amount()))
                        .longValueExact();
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(RewardProblem.POINTS_OVER_LIMIT, detail).field("points", detail);
    }
}
