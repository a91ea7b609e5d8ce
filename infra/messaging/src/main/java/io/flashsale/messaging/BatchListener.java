package io.flashsale.messaging;

import java.util.List;

/**
 * A bean of this kind handles whatever messages wait, many at a time. It is idempotent by itself. After a throw, each
 * message of the batch is given alone, unless infrastructure was lost; what fails then is delivered again later.
 *
 * @param <T> type of the payload
 */
public interface BatchListener<T> {

    /** What to listen to. */
    Subscription<T> subscription();

    /** Most messages in one batch, 1 to 512. */
    int maxBatch();

    /** Handles one batch. */
    void on(List<Received<T>> batch);

    /**
     * One message of a batch.
     *
     * @param payload what it says
     * @param context what else is known of it
     */
    record Received<T>(T payload, EventContext context) {}
}
