package io.flashsale.inventory.domain;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets one instance alone run a job of the whole service. */
public interface JobLock {
    /**
     * Runs the work unless another instance runs the same job.
     *
     * @param fence the highest token that was accepted for this job so far
     * @param work gets a token higher than that
     * @return false when the job runs elsewhere
     */
    boolean tryAlone(String job, LongSupplier fence, LongConsumer work);
}
