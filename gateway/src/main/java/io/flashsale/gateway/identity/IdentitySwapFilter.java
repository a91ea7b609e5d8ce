package io.flashsale.gateway.identity;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.TraceId;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
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
            "Purchase-Token",
            "Request-Signature");

    /** For the services' audit logs. */
    private static final String CLIENT_ADDRESS = "Client-Address";

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
        return rest.filter(vouch(exchange, Objects.requireNonNull(EdgeExchange.caller(exchange), "identity is known")))
                // Whoever asks for its context asks every operator around it, filter by filter; here the answer is at
                // hand.
                .contextWrite(context -> context);
    }

    private ServerWebExchange vouch(ServerWebExchange exchange, Caller caller) {
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
        headers.set(CLIENT_ADDRESS, EdgeExchange.address(exchange).text());
        headers.setBearerAuth(tokens.issue(caller));
        String traceparent = EdgeExchange.traceparent(exchange);
        if (traceparent != null) {
            headers.set(TraceId.HEADER, traceparent);
        }
        return headers;
    }
}
