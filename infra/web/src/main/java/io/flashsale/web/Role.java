package io.flashsale.web;

/** What a caller may do. A token names exactly one role. */
public enum Role {
    /** Came through the gateway without a login: may read what is public. */
    ANONYMOUS,
    /** A buyer. */
    SHOPPER,
    /** Runs campaigns; the only role admitted to {@code /api/admin/**}. */
    OPERATOR,
    /** A named peer service; the only role admitted to {@code /internal/**}. */
    SERVICE;

    /** The Spring Security authority of this role. */
    public String authority() {
        return "ROLE_" + name();
    }
}
