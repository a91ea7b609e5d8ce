package io.flashsale.order.application;

import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.OrderIds;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.application.OwedRefunds.Outcome;
import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.domain.UnitShare;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Pays an order whose money came after its time-out, if its units can still be had. They are asked for as everybody's
 * are, from the gate, in a batch of their own whose id follows from the order's: the same question has the same answer,
 * however often a crash makes it necessary to ask.
 */
@Component
class ReinstateOrder {

    private static final Logger LOG = LoggerFactory.getLogger(ReinstateOrder.class);

    private final Orders orders;
    private final OrderRefunds refunds;
    private final OwedRefunds owedRefunds;
    private final StockGate gate;
    private final OrderIds ids;
    private final OrderSagas sagas;
    private final TransactionOperations transaction;

    ReinstateOrder(
            Orders orders,
            OrderRefunds refunds,
            OwedRefunds owedRefunds,
            StockGate gate,
            OrderIds ids,
            OrderSagas sagas,
            TransactionOperations transaction) {
        this.orders = orders;
        this.refunds = refunds;
        this.owedRefunds = owedRefunds;
        this.gate = gate;
        this.ids = ids;
        this.sagas = sagas;
        this.transaction = transaction;
    }

    /**
     * Reinstates the order that this money was for.
     *
     * @return false if that is not possible, now and for ever
     * @throws IllegalStateException if nobody knows yet
     */
    boolean reinstate(OwedRefund late) {
        Order order = orders.find(late.orderId()).orElseThrow();
        if (isReinstatedBy(late, order)) {
            owedRefunds.settle(late.refundId(), Outcome.REINSTATED);
            return true;
        }
        if (order.status() != OrderStatus.CANCELLED || order.reason() != OrderReason.TIMEOUT) {
            return false;
        }
        OrderId reservation = owedRefunds.reserveAs(
                late.refundId(),
                ids.next().orElseThrow(() -> new IllegalStateException("there are no ids at the moment")));
        if (!reserved(order, reservation)) {
            return false;
        }
        transaction.executeWithoutResult(_ -> {
            if (!orders.reinstate(order.id(), late.paymentId(), reservation)) {
                throw new IllegalStateException("order " + order.id() + " changed while it was reinstated");
            }
            refunds.remember(order.id(), UnitShare.of(order, late.tender()));
            owedRefunds.settle(late.refundId(), Outcome.REINSTATED);
            sagas.fulfil(order.id());
        });
        LOG.info("Order {} was paid late and is reinstated", order.id());
        return true;
    }

    private boolean reserved(Order order, OrderId reservation) {
        return switch (gate.reserve(Promise.onceMoreTo(order, reservation).batch())) {
            case StockGate.Reserved.Decided(BatchVerdict verdict) -> verdict.admitsAnyone();
            case StockGate.Reserved.Sealed _, StockGate.Reserved.NoSuchItem _, StockGate.Reserved.Malformed _ -> false;
            case StockGate.Reserved.NotReady _, StockGate.Reserved.Unknown _ ->
                throw new IllegalStateException("whether there is stock for order " + order.id() + " is not known yet");
        };
    }

    private static boolean isReinstatedBy(OwedRefund late, Order order) {
        return Optional.ofNullable(order.paymentId())
                        .filter(late.paymentId()::equals)
                        .isPresent()
                && order.status() != OrderStatus.CANCELLED;
    }
}
