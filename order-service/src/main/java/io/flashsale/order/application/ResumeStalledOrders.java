package io.flashsale.order.application;

import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Resumes the sagas of orders that make no progress, for example because the instance that ran them is gone. */
@Component
public class ResumeStalledOrders {

    private static final int LIMIT = 100;

    private final Orders orders;
    private final OrderSagas sagas;

    ResumeStalledOrders(Orders orders, OrderSagas sagas) {
        this.orders = orders;
        this.sagas = sagas;
    }

    /** Resumes what has been PAID or REFUNDING for longer than that, and runs that lost their runner after their effect. */
    public void resume(Duration unchangedFor) {
        orders.unchangedFor(OrderStatus.PAID, unchangedFor, LIMIT).forEach(sagas::fulfil);
        orders.unchangedFor(OrderStatus.REFUNDING, unchangedFor, LIMIT).forEach(sagas::refund);
        sagas.resumeUnheardOf(unchangedFor);
    }
}
