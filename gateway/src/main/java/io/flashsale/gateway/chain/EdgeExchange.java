package io.flashsale.gateway.chain;

import io.flashsale.web.BoundTokens;
import io.flashsale.web.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What the checks have learnt about a request, for the checks after them. */
public final class EdgeExchange {

    private static final String TRACE_ID = EdgeExchange.class.getName() + ".traceId";
    private static final String TRACEPARENT = EdgeExchange.class.getName() + ".traceparent";
    private static final String ROUTE = EdgeExchange.class.getName() + ".route";
    private static final String ADDRESS = EdgeExchange.class.getName() + ".address";
    private static final String BODY = EdgeExchange.class.getName() + ".body";
    private static final String CALLER = EdgeExchange.class.getName() + ".caller";

    private static final String PERMISSION = EdgeExchange.class.getName() + ".permission";

    private static final String REFUSAL = EdgeExchange.class.getName() + ".refusal";

    private static final byte[] NO_BODY = {};

    private EdgeExchange() {}

    /** The trace id, null before {@link GatewayChain#TRACE}. */
    public static @Nullable String traceId(ServerWebExchange exchange) {
        return exchange.getAttribute(TRACE_ID);
    }

    /** Remembers the trace id. */
    public static void traceId(ServerWebExchange exchange, String traceId) {
        exchange.getAttributes().put(TRACE_ID, traceId);
    }

    /** The traceparent for whoever is asked next, null before {@link GatewayChain#TRACE}. */
    public static @Nullable String traceparent(ServerWebExchange exchange) {
        return exchange.getAttribute(TRACEPARENT);
    }

    /** Remembers the traceparent for whoever is asked next. */
    public static void traceparent(ServerWebExchange exchange, String traceparent) {
        exchange.getAttributes().put(TRACEPARENT, traceparent);
    }

    /** Where the request comes from. */
    public static ClientAddress address(ServerWebExchange exchange) {
        ClientAddress known = exchange.getAttribute(ADDRESS);
        return known != null
                ? known
                : ClientAddress.of(exchange.getRequest().getRemoteAddress(), null, Networks.of(List.of()));
    }

    /** Remembers where the request comes from. */
    public static void address(ServerWebExchange exchange, ClientAddress address) {
        exchange.getAttributes().put(ADDRESS, address);
    }

    /** The route, null before {@link GatewayChain#ROUTE}. */
    public static @Nullable EdgeRoute route(ServerWebExchange exchange) {
        return exchange.getAttribute(ROUTE);
    }

    /** Remembers the route. */
    public static void route(ServerWebExchange exchange, EdgeRoute route) {
        exchange.getAttributes().put(ROUTE, route);
    }

    /** The whole body, empty if the request has none. Not to be changed. */
    public static byte[] body(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(BODY, NO_BODY);
    }

    /** Remembers the body. */
    public static void body(ServerWebExchange exchange, byte[] body) {
        exchange.getAttributes().put(BODY, body);
    }

    /** The purchase token an order came with, null if there is none or it was not looked at. */
    public static BoundTokens.@Nullable Token permission(ServerWebExchange exchange) {
        return exchange.getAttribute(PERMISSION);
    }

    /** Remembers the purchase token. */
    public static void permission(ServerWebExchange exchange, BoundTokens.Token token) {
        exchange.getAttributes().put(PERMISSION, token);
    }

    /** Why the gateway refused, as the code of a problem; null if it did not. */
    public static @Nullable String refusal(ServerWebExchange exchange) {
        return exchange.getAttribute(REFUSAL);
    }

    /** Remembers why the gateway refused. */
    public static void refusal(ServerWebExchange exchange, String code) {
        exchange.getAttributes().put(REFUSAL, code);
    }

    /** Who is calling, as far as the access token proves it; null before {@link GatewayChain#IDENTITY}. */
    public static @Nullable Caller caller(ServerWebExchange exchange) {
        return exchange.getAttribute(CALLER);
    }

    /** Remembers the caller. */
    public static void caller(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(CALLER, caller);
    }
}
