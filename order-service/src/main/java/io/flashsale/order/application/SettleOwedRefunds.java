package io.flashsale.order.application;

import io.flashsale.order.application.OwedRefunds.Outcome;
import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.Tender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Settles money that came without an order to pay: it reinstates its order if stock is left, else it goes back. */
@Component
public class SettleOwedRefunds {

    private static final Logger LOG = LoggerFactory.getLogger(SettleOwedRefunds.class);
    private static final int LIMIT = 50;

    private final OwedRefunds owedRefunds;
    private final ReinstateOrder reinstateOrder;
    private final Payments payments;
    private final Rewards rewards;

    SettleOwedRefunds(OwedRefunds owedRefunds, ReinstateOrder reinstateOrder, Payments payments, Rewards rewards) {
        this.owedRefunds = owedRefunds;
        this.reinstateOrder = reinstateOrder;
        this.payments = payments;
        this.rewards = rewards;
    }

    /** Tries all that is due. */
    public void settle() {
        for (OwedRefund refund : owedRefunds.due(LIMIT)) {
            owedRefunds.postpone(refund.refundId());
            try {
                if (refund.reason() != OrderReason.LATE_PAYMENT || !reinstateOrder.reinstate(refund)) {
                    giveBack(refund);
                }
            } catch (RuntimeException e) {
                LOG.warn("Refund {} is tried again later: {}", refund.refundId(), e.getMessage());
            }
        }
    }

    private void giveBack(OwedRefund refund) {
        Tender tender = refund.tender();
        if (tender.paid().amount() > 0) {
            payments.refund(refund.refundId(), refund.orderId(), tender.paid());
        }
        if (tender.spentRewards()) {
            rewards.returnSpent(refund.orderId(), refund.refundId(), tender.points(), tender.couponId() != null);
        }
        owedRefunds.settle(refund.refundId(), Outcome.REFUNDED);
    }
}
