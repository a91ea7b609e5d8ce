package io.flashsale.loadtest.auditor;

/** A store could not be read, so there is no verdict. */
public final class StoreUnavailable extends RuntimeException {

    StoreUnavailable(String store, Throwable cause) {
        super("Cannot read " + store + ": " + cause.getMessage(), cause);
    }
}
