package io.flashsale.order.tcc;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders;
import java.util.Objects;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.BusinessActionContextParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The branch on the order's row; the fence runs each method in one transaction with its own row. */
@Component
public class FencedOrderCheckout implements OrderCheckout {

    private final Orders orders;

    FencedOrderCheckout(Orders orders) {
        this.orders = orders;
    }

    @Override
    public boolean claim(
            @Nullable BusinessActionContext context,
            @BusinessActionContextParameter("orderId") String orderId,
            @BusinessActionContextParameter("paymentId") String paymentId) {
        if (!orders.startCheckout(OrderId.parse(orderId), paymentId, Objects.requireNonNull(RootContext.getXID()))) {
            throw new CheckoutRefused(orderId);
        }
        return true;
    }

    @Override
    public boolean confirm(BusinessActionContext context) {
        orders.finishCheckout(orderId(context), context.getXid());
        return true;
    }

    @Override
    public boolean cancel(BusinessActionContext context) {
        orders.abandonCheckout(orderId(context), context.getXid());
        return true;
    }

    private static OrderId orderId(BusinessActionContext context) {
        return OrderId.parse(String.valueOf(context.getActionContext("orderId")));
    }
}
