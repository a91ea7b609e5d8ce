package io.flashsale.order.application;

import io.flashsale.order.application.OwedRefunds.OwedRefund;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives back the money that is owed, until all of it is back. */
@Component
public class SettleOwedRefunds {

    private static final Logger LOG = LoggerFactory.getLogger(SettleOwedRefunds.class);
    private static final int LIMIT = 50;

    private final OwedRefunds owedRefunds;
    private final Payments payments;

    SettleOwedRefunds(OwedRefunds owedRefunds, Payments payments) {
        this.owedRefunds = owedRefunds;
        this.payments = payments;
    }

    /** Tries every refund that is due. */
    public void settle() {
        for (OwedRefund refund : owedRefunds.due(LIMIT)) {
            owedRefunds.postpone(refund.refundId());
            try {
                payments.refund(refund.refundId(), refund.orderId(), refund.amount());
                owedRefunds.settle(refund.refundId());
            } catch (RuntimeException e) {
                LOG.warn("Refund {} is tried again later: {}", refund.refundId(), e.getMessage());
            }
        }
    }
}
