package io.flashsale.order.application;

import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Resumes the sagas of orders that make no progress, for example because the instance that ran them is gone. */
@Component
public class ResumeStalledOrders {

    private static final int LIMIT = 100;

    private final Orders orders;
    private final OrderRefunds refunds;
    private final OrderSagas sagas;

    ResumeStalledOrders(Orders orders, OrderRefunds refunds, OrderSagas sagas) {
        this.orders = orders;
        this.refunds = refunds;
        this.sagas = sagas;
    }

    /** Resumes orders PAID and refunds RUNNING for longer than that, and runs that lost their runner after their effect. */
    public void resume(Duration unchangedFor) {
        orders.unchangedFor(OrderStatus.PAID, unchangedFor, LIMIT).forEach(sagas::fulfil);
        refunds.runningLongerThan(unchangedFor, LIMIT).forEach(refund -> sagas.refund(refund.refundId()));
        sagas.resumeUnheardOf(unchangedFor);
    }
}
