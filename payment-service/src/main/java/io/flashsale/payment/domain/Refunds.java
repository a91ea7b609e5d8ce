package io.flashsale.payment.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All refunds. */
public interface Refunds {

    /** Adds a refund; false if its id is taken. */
    boolean add(Refund refund, Instant now);

    Optional<Refund> find(String refundId);

    /** REQUESTED → the given status; false if it had left REQUESTED. */
    boolean settle(String refundId, Refund.Status status);

    /** Refunds that have waited for the provider since before the given time, oldest first. */
    List<Refund> unsettledSince(Instant before, int limit);
}
