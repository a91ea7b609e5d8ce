package io.flashsale.payment.reconciliation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What order-service says of its orders. */
public interface SettledOrders {

    /**
     * Orders that changed in that time, by id.
     *
     * @param after the last one of the page before; null for the first
     */
    List<SettledOrder> changedBetween(Instant from, Instant to, @Nullable String after, int limit);

    /**
     * An order.
     *
     * @param kept money that should be with us: its amount less discounts and refunds, 0 for what was not paid or is over
     * @param moving whether money is on its way, so that nothing can be said yet
     */
    record SettledOrder(String orderId, String status, long kept, boolean moving) {}
}
