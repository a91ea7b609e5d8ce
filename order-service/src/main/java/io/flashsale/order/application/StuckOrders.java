package io.flashsale.order.application;

import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts orders that stay in a status they should only pass through: PAYING while a checkout transaction is undecided,
 * PAID and REFUNDING while a saga does not end.
 */
@Component
class StuckOrders {

    private static final List<OrderStatus> PASSING =
            List.of(OrderStatus.PAYING, OrderStatus.PAID, OrderStatus.REFUNDING);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int COUNTED = 1000;

    StuckOrders(Orders orders, MeterRegistry meters) {
        for (OrderStatus status : PASSING) {
            Gauge.builder(
                            "flashsale.orders.stuck",
                            orders,
                            all -> all.unchangedFor(status, LONG, COUNTED).size())
                    .description("orders unchanged for more than a minute, at most 1000 are counted")
                    .tag("status", status.name())
                    .register(meters);
        }
    }
}
