package io.flashsale.loadtest.sale;

import org.jspecify.annotations.Nullable;

/** A run could not be carried out, so it proves nothing. The message says why, in a sentence for people. */
public final class SaleFailed extends RuntimeException {

    SaleFailed(String message) {
        this(message, null);
    }

    SaleFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
