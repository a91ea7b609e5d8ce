package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Notices changes that other instances made to orders somebody waits for here: one statement for many of them. */
@Component
public class RecheckWatchedOrders {

    private static final int IDS_PER_STATEMENT = 500;

    private final Orders orders;
    private final OrderChanges changes;

    RecheckWatchedOrders(Orders orders, OrderChanges changes) {
        this.orders = orders;
        this.changes = changes;
    }

    /** Wakes those whose order is not as they saw it. */
    public void recheck() {
        List<OrderId> watched = changes.watched();
        for (int from = 0; from < watched.size(); from += IDS_PER_STATEMENT) {
            List<OrderId> some = watched.subList(from, Math.min(watched.size(), from + IDS_PER_STATEMENT));
            Map<OrderId, Integer> versions = orders.versionsOf(some);
            some.forEach(id -> changes.ringUnlessSeen(id, versions.getOrDefault(id, 0)));
        }
    }
}
