package io.flashsale.order.saga;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one step; whatever goes wrong becomes one line of log and one exception the state machine knows. */
final class SagaStep {

    private static final Logger LOG = LoggerFactory.getLogger(SagaStep.class);

    private SagaStep() {}

    static void run(String name, Object id, Runnable step) {
        call(name, id, () -> {
            step.run();
            return true;
        });
    }

    static <T> T call(String name, Object id, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            // No alarm: whatever is still not done after a while is reported by those who look for stuck sagas.
            LOG.info("{} of {} is tried again: {}", name, id, e.getMessage());
            throw new StepFailed(name + " of " + id + ": " + e.getMessage());
        }
    }
}
