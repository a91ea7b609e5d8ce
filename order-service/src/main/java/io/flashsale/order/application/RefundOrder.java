package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Starts giving a fulfilled order's money back. */
@Component
public class RefundOrder {

    private final Orders orders;
    private final OrderSagas sagas;
    private final TransactionOperations transaction;

    RefundOrder(Orders orders, OrderSagas sagas, TransactionOperations transaction) {
        this.orders = orders;
        this.sagas = sagas;
        this.transaction = transaction;
    }

    /** The buyer asks for the money back. */
    public Result byBuyer(String buyerId, OrderId id) {
        return orders.find(id).filter(order -> order.belongsTo(buyerId)).isPresent()
                ? byOperator(id)
                : new Result.NotFound();
    }

    /** An operator gives the money back. Asking again for an order already on its way changes nothing. */
    public Result byOperator(OrderId id) {
        return transaction.execute(_ -> {
            Optional<Order> order = orders.findAndLock(id);
            if (order.isEmpty()) {
                return new Result.NotFound();
            }
            return switch (order.get().status()) {
                case FULFILLED -> {
                    orders.startRefund(id, OrderReason.REQUESTED);
                    sagas.refund(id);
                    yield new Result.Refunding(order.get().as(OrderStatus.REFUNDING, OrderReason.REQUESTED));
                }
                case REFUNDING, REFUNDED -> new Result.Refunding(order.get());
                case PENDING_PAYMENT, PAYING, PAID, CANCELLED ->
                    new Result.NotRefundable(order.get().status());
            };
        });
    }

    /** What became of the request. */
    public sealed interface Result {
        record Refunding(Order order) implements Result {}

        record NotRefundable(OrderStatus status) implements Result {}

        record NotFound() implements Result {}
    }
}
