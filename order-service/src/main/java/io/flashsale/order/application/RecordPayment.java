package io.flashsale.order.application;

import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.Orders;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes note of captured money. It pays the order it was meant for, or it goes back; never neither. Runs in the caller's
 * transaction.
 */
@Component
public class RecordPayment {

    private static final Logger LOG = LoggerFactory.getLogger(RecordPayment.class);

    private final Orders orders;
    private final OwedRefunds owedRefunds;
    private final OrderSagas sagas;

    RecordPayment(Orders orders, OwedRefunds owedRefunds, OrderSagas sagas) {
        this.orders = orders;
        this.owedRefunds = owedRefunds;
        this.sagas = sagas;
    }

    /**
     * Money was captured for an order.
     *
     * @throws IllegalStateException when the order is not stored yet; it has to be tried again
     */
    public void captured(OrderId id, String paymentId, Money amount) {
        Order order =
                orders.findAndLock(id).orElseThrow(() -> new IllegalStateException("order " + id + " is not stored"));
        if (!order.amount().equals(amount)) {
            owe(extra(order, paymentId, amount, OrderReason.AMOUNT_MISMATCH));
            return;
        }
        switch (order.status()) {
            case PENDING_PAYMENT, PAYING -> {
                orders.markPaid(id, paymentId);
                sagas.fulfil(id);
            }
            case CANCELLED -> owe(late(order, paymentId, amount));
            case PAID, FULFILLED, REFUNDING, REFUNDED -> {
                if (!paymentId.equals(order.paymentId())) {
                    owe(extra(order, paymentId, amount, OrderReason.EXTRA_PAYMENT));
                } else {
                    sagas.fulfil(id);
                }
            }
        }
    }

    private OwedRefund late(Order order, String paymentId, Money amount) {
        String refundId = "late-" + order.id();
        Optional<OwedRefund> earlier = owedRefunds.find(refundId);
        return earlier.isPresent() && !earlier.get().paymentId().equals(paymentId)
                ? extra(order, paymentId, amount, OrderReason.LATE_PAYMENT)
                : new OwedRefund(refundId, order.id(), paymentId, amount, OrderReason.LATE_PAYMENT);
    }

    private static OwedRefund extra(Order order, String paymentId, Money amount, OrderReason reason) {
        return new OwedRefund("extra-" + paymentId, order.id(), paymentId, amount, reason);
    }

    private void owe(OwedRefund refund) {
        LOG.info(
                "Payment {} of order {} goes back to the buyer: {}",
                refund.paymentId(),
                refund.orderId(),
                refund.reason());
        owedRefunds.add(refund);
    }
}
