package io.flashsale.order.admission;

import java.time.Duration;

/** Makes a batch durable and decided: both, or neither. */
public interface BatchTransaction {

    /** Runs the batch; never throws for lost infrastructure. */
    Result run(Batch batch);

    /** Outcome of a batch as a whole. */
    sealed interface Result {
        record Decided(BatchVerdict verdict) implements Result {}

        /** Nothing is held for anyone in the batch, and nothing will be. */
        record NothingHeld() implements Result {}

        /** The gate does not know the item. */
        record NoSuchItem() implements Result {}

        /** The gate refuses to decide for now. */
        record NotReady(Duration retryAfter) implements Result {}

        /** Settled later, by asking the gate to resolve the batch. */
        record Unknown() implements Result {}
    }
}
