package io.flashsale.inventory.domain;

/** The orders of order-service, as far as stock depends on them. */
public interface Orders {
    /** Where an order stands; throws when nobody answers. */
    Standing standing(String orderId);

    enum Standing {
        UNKNOWN,
        OPEN,
        PAID,
        /** Cancelled or refunded. */
        ENDED
    }
}
