package io.flashsale.order.application;

import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.Tender;
import io.flashsale.order.domain.UnitShare;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes note of captured money. It pays the order it was meant for, now or by reinstating it, or it goes back; never neither. Runs in the caller's
 * transaction.
 */
@Component
public class RecordPayment {

    private static final Logger LOG = LoggerFactory.getLogger(RecordPayment.class);

    private final Orders orders;
    private final OwedRefunds owedRefunds;
    private final OrderRefunds refunds;
    private final OrderSagas sagas;

    RecordPayment(Orders orders, OwedRefunds owedRefunds, OrderRefunds refunds, OrderSagas sagas) {
        this.orders = orders;
        this.owedRefunds = owedRefunds;
        this.refunds = refunds;
        this.sagas = sagas;
    }

    /**
     * Money was captured for an order.
     *
     * @throws IllegalStateException when the order is not stored yet; it has to be tried again
     */
    public void captured(OrderId id, String paymentId, Tender tender) {
        Order order =
                orders.findAndLock(id).orElseThrow(() -> new IllegalStateException("order " + id + " is not stored"));
        if (!tender.covers(order.amount())) {
            owe(extra(order, paymentId, tender, OrderReason.AMOUNT_MISMATCH));
            return;
        }
        switch (order.status()) {
            case PENDING_PAYMENT, PAYING -> {
                refunds.remember(id, UnitShare.of(order, tender));
                orders.markPaid(id, paymentId);
                sagas.fulfil(id);
            }
            case CANCELLED -> owe(late(order, paymentId, tender));
            case PAID, FULFILLED, REFUNDING, REFUNDED -> {
                if (!paymentId.equals(order.paymentId())) {
                    owe(extra(order, paymentId, tender, OrderReason.EXTRA_PAYMENT));
                } else {
                    refunds.remember(id, UnitShare.of(order, tender));
                    sagas.fulfil(id);
                }
            }
        }
    }

    private OwedRefund late(Order order, String paymentId, Tender tender) {
        String refundId = "late-" + order.id();
        Optional<OwedRefund> earlier = owedRefunds.find(refundId);
        return earlier.isPresent() && !earlier.get().paymentId().equals(paymentId)
                ? extra(order, paymentId, tender, OrderReason.LATE_PAYMENT)
                : OwedRefund.of(refundId, order.id(), paymentId, tender, OrderReason.LATE_PAYMENT);
    }

    private static OwedRefund extra(Order order, String paymentId, Tender tender, OrderReason reason) {
        return OwedRefund.of("extra-" + paymentId, order.id(), paymentId, tender, reason);
    }

    private void owe(OwedRefund refund) {
        LOG.info(
                "Payment {} of order {} does not find its order waiting: {}",
                refund.paymentId(),
                refund.orderId(),
                refund.reason());
        owedRefunds.add(refund);
    }
}
