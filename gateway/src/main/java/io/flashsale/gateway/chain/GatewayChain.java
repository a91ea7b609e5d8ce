package io.flashsale.gateway.chain;

import org.springframework.security.config.web.server.SecurityWebFiltersOrder;

/**
 * The checks a request passes, in this order: cheap ones first, so that an attack is turned away before it costs
 * anything. This is the only place where an order is written down. The gaps are for checks that need a store.
 */
public enum GatewayChain {
    /** Continues or begins the W3C trace; everything after it can quote a trace id. */
    TRACE(-1000),
    /** Reads at most 4 KB of body, once; later checks and the route share those bytes. */
    SIZE(-900),
    /** Knows the route, or answers 404 / 405. */
    ROUTE(-800),
    /** An order without a genuine purchase token costs one MAC. */
    PURCHASE_TOKEN(-650),
    /** Spring Security's own place, see {@link SecurityWebFiltersOrder}: token, then who may use which route. */
    IDENTITY(-100),
    /** Drops every header that is not known to be harmless and vouches for the caller with an internal token. */
    IDENTITY_SWAP(0),
    /** Refuses purchases that cannot succeed: not open yet, paused, closed, sold out. */
    SALE(100),
    /** Sentinel: how many requests per second a route takes. */
    CAPACITY(500);

    private final int order;

    GatewayChain(int order) {
        this.order = order;
    }

    /** The order as Spring counts it: lower runs first. */
    public int order() {
        return order;
    }
}
