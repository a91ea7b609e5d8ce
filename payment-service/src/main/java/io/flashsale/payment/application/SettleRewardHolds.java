package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.RewardHold;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Spends or gives back the rewards of payments at the provider that are decided, until reward-service has done so. */
@Component
public class SettleRewardHolds {

    private static final Logger LOG = LoggerFactory.getLogger(SettleRewardHolds.class);
    private static final int AT_ONCE = 50;

    private final Payments payments;
    private final RewardHolds holds;
    private final Clock clock;

    SettleRewardHolds(Payments payments, RewardHolds holds, Clock clock) {
        this.payments = payments;
        this.holds = holds;
        this.clock = clock;
    }

    /** Settles what is due. */
    @Scheduled(fixedDelayString = "${flashsale.payment.settle-rewards-every:1s}")
    public void sweep() {
        for (Payment payment : payments.claimRewardsDue(clock.instant(), AT_ONCE)) {
            try {
                settle(payment);
            } catch (RuntimeException e) {
                LOG.warn("The rewards of payment {} are settled later: {}", payment.id(), e.getMessage());
            }
        }
    }

    private void settle(Payment payment) {
        if (payment.rewardHold() == RewardHold.CONFIRMING) {
            holds.confirm(payment.id());
            payments.rewardsSettled(payment.id(), RewardHold.CONFIRMED);
        } else if (payment.rewardHold() == RewardHold.CANCELLING) {
            holds.cancel(payment.id());
            payments.rewardsSettled(payment.id(), RewardHold.CANCELLED);
        }
    }
}
