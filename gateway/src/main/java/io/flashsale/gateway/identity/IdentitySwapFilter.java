package io.flashsale.gateway.identity;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.flashsale.web.TraceId;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Replaces what the outside says about itself by what the gateway vouches for. Headers pass by list: one that is not on
 * it (X-User-*, X-Internal-*, X-Forwarded-*, Forwarded, TX_XID, cookies, …) never reaches a service.
 */
@Component
final class IdentitySwapFilter implements EdgeFilter {

    /** Says nothing about who is calling and changes no routing. */
    private static final List<String> HARMLESS = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.USER_AGENT,
            "Device-Id",
            "Idempotency-Key",
            "Last-Event-ID",
            "Purchase-Token");

    /** For the services' audit logs. */
    private static final String CLIENT_ADDRESS = "Client-Address";

    private static final Caller ANONYMOUS = new Caller("anonymous", Role.ANONYMOUS);

    private final InternalTokens tokens;

    IdentitySwapFilter(InternalTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.IDENTITY_SWAP;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        EdgeRoute route = EdgeExchange.route(exchange);
        return exchange.getPrincipal()
                .map(principal -> callerOf(principal, route))
                .defaultIfEmpty(ANONYMOUS)
                .flatMap(caller -> rest.filter(vouch(exchange, caller)));
    }

    private ServerWebExchange vouch(ServerWebExchange exchange, Caller caller) {
        EdgeExchange.caller(exchange, caller);
        HttpHeaders headers = inside(exchange, caller);
        return exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public HttpHeaders getHeaders() {
                        return headers;
                    }
                })
                .build();
    }

    private HttpHeaders inside(ServerWebExchange exchange, Caller caller) {
        ServerHttpRequest outside = exchange.getRequest();
        HttpHeaders headers = new HttpHeaders();
        for (String name : HARMLESS) {
            List<String> values = outside.getHeaders().get(name);
            if (values != null) {
                headers.addAll(name, values);
            }
        }
        int length = EdgeExchange.body(exchange).length;
        if (length > 0) {
            headers.setContentLength(length);
        }
        InetSocketAddress from = outside.getRemoteAddress();
        if (from != null && from.getAddress() != null) {
            headers.set(CLIENT_ADDRESS, from.getAddress().getHostAddress());
        }
        headers.setBearerAuth(tokens.issue(caller));
        String traceId = EdgeExchange.traceId(exchange);
        if (traceId != null) {
            headers.set(TraceId.HEADER, TraceId.parent(traceId));
        }
        return headers;
    }

    /** Who holds both roles acts as an operator on operators' routes only. */
    private static Caller callerOf(Principal principal, @Nullable EdgeRoute route) {
        if (!(principal instanceof JwtAuthenticationToken token)) {
            return ANONYMOUS;
        }
        boolean operator = holds(token, Role.OPERATOR);
        boolean shopper = holds(token, Role.SHOPPER);
        boolean operatorsRoute = route != null && route.access() == EdgeRoute.Access.OPERATORS;
        if (operator && (operatorsRoute || !shopper)) {
            return new Caller(token.getName(), Role.OPERATOR);
        }
        return shopper ? new Caller(token.getName(), Role.SHOPPER) : ANONYMOUS;
    }

    private static boolean holds(JwtAuthenticationToken token, Role role) {
        return token.getAuthorities().stream().anyMatch(held -> role.authority().equals(held.getAuthority()));
    }
}
