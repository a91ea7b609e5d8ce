package io.flashsale.gateway.chain;

/**
 * The checks a request passes, in this order: cheap ones first, so that an attack is turned away before it costs
 * anything. This is the only place where an order is written down.
 */
public enum GatewayChain {
    /** Continues or begins the W3C trace, and finds out where the request comes from. */
    TRACE(-1000),
    /** Reads a bounded body, once; later checks and the route share those bytes. */
    SIZE(-900),
    /** Knows the route, or answers 404 / 405. */
    ROUTE(-800),
    /** Refuses nothing: counts, when the answer is known, how far shoppers get. */
    FUNNEL(-790),
    /** Addresses, networks and devices that operators blocked. */
    BLOCK_LIST(-750),
    /** How fast one address may ask, whatever it asks; known to this gateway alone. */
    ADDRESS_BUCKET(-700),
    /** Campaigns that anybody may read are told from memory. */
    CAMPAIGN_READ(-675),
    /** An order without a genuine purchase token costs one MAC. */
    PURCHASE_TOKEN(-650),
    /** Access token, then who may use which route. */
    IDENTITY(-100),
    /** Buyers that operators blocked. */
    BLOCKED_BUYER(50),
    /** A signature by the client itself, where a campaign asks for it. */
    SIGNATURE(75),
    /** Refuses purchases that cannot succeed: not open yet, paused, closed, sold out. */
    SALE(100),
    // A waiting room comes here, at 150: whoever may buy, but not yet.
    /** How much one buyer, device or network may ask on all gateways together. */
    QUOTA(200),
    /** Who behaves like a script. */
    RISK(300),
    /** Sentinel: how many requests per second a route takes, and whether its service is well. */
    CAPACITY(500),
    /**
     * Drops every header that is not known to be harmless and vouches for the caller with an internal token. Last, because
     * whoever is refused needs none.
     */
    IDENTITY_SWAP(600);

    private final int order;

    GatewayChain(int order) {
        this.order = order;
    }

    /** The order as Spring counts it: lower runs first. */
    public int order() {
        return order;
    }
}
