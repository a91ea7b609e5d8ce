package io.flashsale.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Why a message could not be handled, as it is written down.
 *
 * @param transientOne whether the same message may do later, see {@link TransientFailures}
 */
record Failure(String errorClass, @Nullable String message, boolean transientOne) {

    static Failure of(Throwable cause) {
        return new Failure(cause.getClass().getName(), cause.getMessage(), TransientFailures.include(cause));
    }

    /**
     * The broker gave a message up. It does so only with what this service could neither handle nor park, most likely
     * because the database was away; a replay tells.
     */
    static Failure deadLettered(int deliveries) {
        return new Failure(DeadLetters.class.getName(), "The broker gave it up; deliveries: " + deliveries, true);
    }
}
