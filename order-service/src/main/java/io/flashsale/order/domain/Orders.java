package io.flashsale.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All orders. Every method that changes one is a compare-and-set on its status, appends to its history in the caller's
 * transaction, and returns false when the order was not in the expected status.
 */
public interface Orders {

    Optional<Order> find(OrderId id);

    /** As {@link #find}, and holds the order against concurrent changes until the transaction ends. */
    Optional<Order> findAndLock(OrderId id);

    /** The reinstated order that owns this reservation; held until the transaction ends. */
    Optional<Order> findByReservationAndLock(OrderId reservationId);

    /** Orders of a buyer, newest first. */
    List<Order> newestOf(String buyerId, int limit);

    /** Steps of an order, oldest first. */
    List<OrderStep> historyOf(OrderId id);

    /** How many steps each of these orders has taken; orders that are not stored are missing. */
    Map<OrderId, Integer> versionsOf(List<OrderId> ids);

    /**
     * Adds orders that are not there yet, all or none, and returns those that were added. An order whose id is already
     * there is left alone.
     *
     * @throws DuplicateIdempotencyKey when a buyer's key already belongs to an order with another id
     */
    List<Order> addMissing(List<Order> placed);

    /** Adds an order that is cancelled from the start; false when its id is already there. */
    boolean addCancelled(Order order, OrderReason reason);

    /** Which of these orders were cancelled before they were added; held until the transaction ends. */
    List<Tombstone> tombstonesAmong(List<OrderId> ids);

    /** Remembers that an order not added yet must be cancelled as soon as it is. */
    void bury(OrderId id, OrderReason reason);

    /** Forgets a tombstone that has done its duty. */
    void unbury(OrderId id);

    boolean cancel(OrderId id, OrderReason reason);

    /** Cancels those of these orders that are unpaid past their expiry and not held by another transaction. */
    List<Order> expire(List<OrderId> ids);

    /** Those of these orders that wait for payment. */
    List<OrderId> unpaidAmong(List<OrderId> ids);

    /** Cancels unpaid orders past their expiry that no other transaction holds, oldest first. */
    List<Order> expireOverdue(int limit);

    /** Unpaid orders that are overdue or will be within that time, first due first. */
    List<Due> dueWithin(Duration time, int limit);

    /** To PAYING, unless the order has expired. */
    boolean startCheckout(OrderId id, String paymentId, String transactionId);

    /** From PAYING to PAID, for the transaction that started the checkout. */
    boolean finishCheckout(OrderId id, String transactionId);

    /** From PAYING back to PENDING_PAYMENT, for the transaction that started the checkout. */
    boolean abandonCheckout(OrderId id, String transactionId);

    /** To PAID from PENDING_PAYMENT or PAYING. */
    boolean markPaid(OrderId id, String paymentId);

    /** To PAID from CANCELLED by time-out, with units reserved anew. */
    boolean reinstate(OrderId id, String paymentId, OrderId reservationId);

    boolean markFulfilled(OrderId id);

    /** To REFUNDING from PAID or FULFILLED. */
    boolean startRefund(OrderId id, OrderReason reason);

    boolean markRefunded(OrderId id);

    /** Stored orders that changed in that time, by id, after the given one. */
    List<Settled> settledBetween(Instant from, Instant to, long after, int limit);

    /**
     * What an order's books should hold.
     *
     * @param kept money that stays with the shop: what was paid less what was given back
     * @param moving whether a payment, a refund or late money is under way
     */
    record Settled(OrderId id, OrderStatus status, long kept, boolean moving) {}

    /** Orders that have been in a status, unchanged, for longer than that. */
    List<OrderId> unchangedFor(OrderStatus status, Duration longerThan, int limit);

    /**
     * An unpaid order with an end.
     *
     * @param in how long until its expiry by the clock of the orders; negative when that has passed
     */
    record Due(OrderId id, Duration in) {}

    /** An order cancelled before it was added. */
    record Tombstone(OrderId id, OrderReason reason) {}

    /** A buyer's idempotency key already belongs to another order. */
    final class DuplicateIdempotencyKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DuplicateIdempotencyKey() {
            super("an idempotency key of this batch already belongs to another order", null, false, false);
        }
    }
}
