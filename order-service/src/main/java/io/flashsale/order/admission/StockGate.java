package io.flashsale.order.admission;

import io.flashsale.order.admission.BatchVerdict.Decision;
import io.flashsale.order.domain.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of inventory-service that decides who gets stock. Every call may be repeated. */
public interface StockGate {

    /** Decides a batch, or returns what was decided earlier under the same id. */
    Reserved reserve(Batch batch);

    /**
     * The stored decision on a batch.
     *
     * @throws Unreachable when the gate cannot be asked
     */
    Optional<BatchVerdict> verdictOf(ItemKey item, String batchId);

    /**
     * Settles a batch for ever: its verdict if there is one, otherwise no later reservation under this id succeeds.
     *
     * @return the verdict, or empty when the batch is now sealed without one
     * @throws Unreachable when the gate cannot be asked
     */
    Optional<BatchVerdict> seal(ItemKey item, String batchId);

    /**
     * What earlier attempts with the same keys were told, in the order asked; nothing is decided.
     *
     * @throws Unreachable when the gate cannot be asked
     */
    List<Answer> answers(ItemKey item, List<Attempt> attempts);

    /**
     * The campaigns that can be bought from, or soon, or until lately: as soon as something about them is new.
     *
     * @param known version of what is known, empty if nothing is
     * @param patience how long to wait for something new, at most 2 s
     * @throws Unreachable when the gate cannot be asked
     */
    LiveSale live(String known, Duration patience);

    /** Outcome of {@link #reserve}. */
    sealed interface Reserved {
        record Decided(BatchVerdict verdict) implements Reserved {}

        /** The batch was sealed before it was decided; nothing is held and nothing will be. */
        record Sealed() implements Reserved {}

        /** The gate does not know the item; nothing is held. */
        record NoSuchItem() implements Reserved {}

        /** The gate finds the batch malformed; nothing is held. */
        record Malformed(String why) implements Reserved {}

        /** The gate refuses to decide for now. A part of the call may have gone through. */
        record NotReady(Duration retryAfter) implements Reserved {}

        /** No answer, or none that can be understood; the batch may have been decided. */
        record Unknown(String why) implements Reserved {}
    }

    /**
     * What is stored under a key.
     *
     * @param decision null when the key is not known
     */
    record Answer(@Nullable Decision decision, @Nullable OrderId originalOrderId) {}

    /** The gate could not be asked. */
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
