package io.flashsale.inventory.tcc;

import io.flashsale.inventory.application.Change;

/** The reservation cannot be claimed for a checkout. */
public final class NotClaimed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Change reason;

    NotClaimed(String orderId, Change reason) {
        super("reservation of order " + orderId + ": " + reason, null, false, false);
        this.reason = reason;
    }

    public Change reason() {
        return reason;
    }
}
