package io.flashsale.payment.application;

import io.flashsale.payment.domain.Failure;

/**
 * Rolls a checkout back for a business reason. An exception, since that is what a global transaction rolls back on;
 * without a stack trace, since it is an answer.
 */
public final class CheckoutRefused extends RuntimeException {

    private final Failure failure;

    /** Refuses for the given reason. */
    public CheckoutRefused(Failure failure, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
    }

    /** Why. */
    public Failure failure() {
        return failure;
    }
}
