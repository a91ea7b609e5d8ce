package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderRefund.StockDestination;
import java.time.Instant;
import java.util.Optional;

/**
 * The units inventory-service keeps for an order. Every change may be repeated. Whatever is not an answer is thrown as
 * the peer client's own exception.
 */
public interface Reservations {

    Optional<Reservation> find(OrderId id);

    /**
     * Turns held units into sold ones. If everybody but the order has forgotten that they were promised, they are
     * promised again first, as far as there are any.
     *
     * @return false when they are not held any more, which is final
     */
    boolean sell(Promise promise);

    /** Gives back all sold units that are left; nothing happens when none were sold. */
    StockDestination giveBack(OrderId id);

    /** Gives back some of the sold units, once per refund. */
    StockDestination giveBack(OrderId id, String refundId, int quantity);

    /**
     * What is kept for an order.
     *
     * @param active whether units are held or sold
     * @param admittedAt on the sale's clock
     */
    record Reservation(
            OrderId orderId,
            String buyerId,
            String campaignId,
            String sku,
            int quantity,
            boolean active,
            Instant admittedAt) {}
}
