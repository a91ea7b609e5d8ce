package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs what follows a payment or a refund request, step by step and forward only. A call inside a database transaction
 * takes effect after its commit. Calling again resumes a run that stopped, and does nothing to one that is finished.
 */
public interface OrderSagas {

    /** For an order that is PAID: sell its stock, grant its points, end it FULFILLED. */
    void fulfil(OrderId id);

    /** For a refund that is RUNNING: take rewards back, give money, spent rewards and stock back, end it REFUNDED. */
    void refund(String refundId);

    /**
     * Runs that have not reached their end, oldest first: those that began that long ago and never ended, and those of
     * the given orders and refunds that ended without success.
     */
    List<Unfinished> unfinished(Duration begunBefore, List<OrderId> paid, List<String> refunds);

    /** Resumes an unfinished run now; false if there is none of that key. */
    boolean resume(String key);

    /**
     * A run that has not reached its end.
     *
     * @param key of the order or the refund it is for
     * @param step the one it stands at, null before the first
     * @param failure what that step said last, null if it said nothing
     */
    record Unfinished(
            String key,
            Instant startedAt,
            Instant heardOfAt,
            @Nullable String step,
            @Nullable String failure) {}

    /** Resumes runs that began but were not heard of for that long, whatever their order looks like by now. */
    void resumeUnheardOf(Duration unchangedFor);
}
