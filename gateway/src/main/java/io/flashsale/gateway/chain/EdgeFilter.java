package io.flashsale.gateway.chain;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** One check of the {@link GatewayChain}. It guards the public port only; the management port inherits its bean. */
public interface EdgeFilter extends WebFilter, Ordered {

    /** Where in the chain this check stands. */
    GatewayChain step();

    /** Answers the request itself, or hands it (changed or not) to the rest of the chain. */
    Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest);

    @Override
    default Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ApplicationContext context = exchange.getApplicationContext();
        boolean management = context != null && WebServerApplicationContext.hasServerNamespace(context, "management");
        return management ? chain.filter(exchange) : check(exchange, chain);
    }

    @Override
    default int getOrder() {
        return step().order();
    }
}
