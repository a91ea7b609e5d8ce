package io.flashsale.order.reconciliation;

import io.flashsale.order.domain.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reward-service says that orders earned. */
public interface EarnedPoints {

    /** Of these orders; those it knows nothing of are absent. */
    List<Earned> of(Collection<OrderId> orders);

    /**
     * Of the orders whose points moved in that time, by id.
     *
     * @param after the last one of the page before; null for the first
     */
    List<Earned> movedBetween(Instant from, Instant to, @Nullable String after, int limit);

    /**
     * What an order earned.
     *
     * @param amount minor units it was granted for; null if it was not granted
     * @param kept points granted less those taken back
     * @param booked what the entries of the buyer's account say was kept
     */
    record Earned(String orderId, @Nullable Long amount, long kept, long booked) {}
}
