package io.flashsale.order.application;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as operators look for them: many at once, and one with everything that was written down about it. */
public interface OrderArchive {

    /** Stored orders that fit, newest first. */
    List<Order> search(Search search, int limit);

    /** How the orders of a campaign stand, by status, reason and currency. */
    List<Group> summary(String campaignId);

    /** What happened to an order in this service, oldest first. */
    List<Entry> entriesOf(OrderId id);

    /**
     * What is looked for; null means anything.
     *
     * @param since placed at or after
     * @param until placed before
     * @param before older than this order
     */
    record Search(
            @Nullable String buyerId,
            @Nullable String campaignId,
            @Nullable OrderStatus status,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable OrderId before) {}

    /** Orders that are alike. */
    record Group(OrderStatus status, @Nullable OrderReason reason, long orders, long units, Money amount) {}

    /**
     * One thing that happened.
     *
     * @param where the service or machinery it happened in
     * @param traceId trace of the request that caused it, null if unknown
     */
    record Entry(
            Instant at,
            String where,
            String what,
            @Nullable String detail,
            @Nullable String traceId) {}
}
