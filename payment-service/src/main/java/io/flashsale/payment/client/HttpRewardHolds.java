package io.flashsale.payment.client;

import io.flashsale.payment.application.CheckoutRefused;
import io.flashsale.payment.application.RewardHolds;
import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Rewards;
import io.flashsale.web.PeerClients;
import io.flashsale.web.PeerProblem;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Asks reward-service. */
@Component
class HttpRewardHolds implements RewardHolds {

    private final RewardApi api;

    HttpRewardHolds(PeerClients clients, PeerProperties peers) {
        this.api = clients.create(RewardApi.class, peers.rewardUrl());
    }

    @Override
    public Rewards hold(Payment payment) {
        return worth(payment, () -> api.hold(payment.id(), body(payment)));
    }

    @Override
    public void confirm(String paymentId) {
        api.confirm(paymentId);
    }

    @Override
    public void cancel(String paymentId) {
        api.cancel(paymentId);
    }

    /** The try of the rewards' branch. */
    Rewards checkOut(Payment payment) {
        return worth(payment, () -> api.checkOut(body(payment)));
    }

    private static RewardApi.Checkout body(Payment payment) {
        return new RewardApi.Checkout(
                payment.orderId(),
                payment.buyerId(),
                payment.orderAmount(),
                payment.rewards().points(),
                payment.rewards().couponId());
    }

    private static Rewards worth(Payment payment, Supplier<RewardApi.Discounts> call) {
        try {
            RewardApi.Discounts discounts = call.get();
            return payment.rewards().worth(discounts.pointsDiscount(), discounts.couponDiscount());
        } catch (PeerProblem problem) {
            throw switch (problem.code()) {
                case "insufficient-points" -> new CheckoutRefused(Failure.INSUFFICIENT_POINTS, problem.detail());
                case "points-over-limit" -> new CheckoutRefused(Failure.POINTS_OVER_LIMIT, problem.detail());
                case "coupon-not-usable" -> new CheckoutRefused(Failure.COUPON_NOT_USABLE, problem.detail());
                case "hold-cancelled" -> new CheckoutRefused(Failure.ORDER_NOT_PAYABLE, problem.detail());
                default -> problem;
            };
        }
    }
}
