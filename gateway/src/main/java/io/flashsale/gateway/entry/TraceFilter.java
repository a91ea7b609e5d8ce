package io.flashsale.gateway.entry;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.web.TraceId;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Continues the caller's W3C trace, or begins one. */
@Component
final class TraceFilter implements EdgeFilter {

    @Override
    public GatewayChain step() {
        return GatewayChain.TRACE;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        String continued = TraceId.parse(exchange.getRequest().getHeaders().getFirst(TraceId.HEADER));
        EdgeExchange.traceId(exchange, continued != null ? continued : TraceId.create());
        return rest.filter(exchange);
    }
}
