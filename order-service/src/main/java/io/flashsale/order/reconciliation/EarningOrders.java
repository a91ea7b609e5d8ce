package io.flashsale.order.reconciliation;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Orders, as far as they earn points. */
public interface EarningOrders {

    /** Those that changed in that time, by id, after the given one; 0 is before the first. */
    List<Earning> changedBetween(Instant from, Instant to, long after, int limit);

    /** These, as far as there are any. */
    List<Earning> among(Collection<OrderId> orders);

    /**
     * An order.
     *
     * @param paid minor units that earn points
     * @param moving whether fulfilment or a refund is under way, so that nothing can be said yet
     */
    record Earning(OrderId id, OrderStatus status, long paid, boolean moving, Instant changedAt) {}
}
