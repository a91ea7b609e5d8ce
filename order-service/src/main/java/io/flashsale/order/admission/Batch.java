package io.flashsale.order.admission;

import java.util.List;

/** Attempts on one item that are decided by one call and travel in one message. */
public record Batch(String batchId, ItemKey item, List<Attempt> attempts) {

    public Batch {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one attempt");
        }
    }
}
