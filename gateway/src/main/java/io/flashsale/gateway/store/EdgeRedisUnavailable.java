package io.flashsale.gateway.store;

/** The edge Redis cannot be asked now. Thrown often when it is away, hence without a stack trace. */
public final class EdgeRedisUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EdgeRedisUnavailable() {
        super("The edge Redis cannot be asked now", null, false, false);
    }
}
