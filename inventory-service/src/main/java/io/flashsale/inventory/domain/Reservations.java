package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All reservations the ledger knows. Every change is a compare-and-set on one row and tells whether it happened. */
public interface Reservations {
    Optional<Reservation> find(String orderId);

    List<Reservation> ofBatch(ItemRef item, String batchId);

    /** Reservations that are held and were admitted before {@code admittedBefore}, oldest first. */
    List<Reservation> heldSince(ItemRef item, Instant admittedBefore, int atMost);

    void add(List<Reservation> reservations);

    /** {@code HELD → SOLD}. */
    boolean sell(String orderId);

    /** {@code HELD → RELEASED}, unless a checkout claims it. */
    boolean release(String orderId);

    /** {@code SOLD → RELEASED}. */
    boolean takeBack(String orderId);

    /** Takes some of the sold units back, never all of them. */
    boolean takeSomeBack(String orderId, int units);

    /** Claims a held reservation for a checkout; true again for the same {@code xid}. */
    boolean claim(String orderId, String xid);

    /** Gives up the claim of {@code xid}. */
    boolean unclaim(String orderId, String xid);
}
