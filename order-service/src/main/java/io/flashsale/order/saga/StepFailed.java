package io.flashsale.order.saga;

/** A saga step did not succeed this time and has to be tried again. Carries text only: the engine stores it. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message, null, false, false);
    }
}
