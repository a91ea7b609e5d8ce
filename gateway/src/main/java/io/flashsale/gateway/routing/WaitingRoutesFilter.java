package io.flashsale.gateway.routing;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeRoute;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Sends requests that wait over connections of their own, ahead of the filter that sends all others. */
@Component
final class WaitingRoutesFilter implements GlobalFilter, Ordered, DisposableBean {

    private final ConnectionProvider connections;
    private final NettyRoutingFilter routing;

    WaitingRoutesFilter(
            WaitingProperties waiting,
            HttpClientProperties properties,
            ObjectProvider<List<HttpHeadersFilter>> headersFilters) {
        HttpClientProperties.Pool pool = properties.getPool();
        ConnectionProvider.Builder builder = ConnectionProvider.builder("waiting")
                .maxConnections(waiting.maxConnections())
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(waiting.acquireTimeout())
                .evictInBackground(pool.getEvictionInterval())
                .lifo();
        Duration maxIdleTime = pool.getMaxIdleTime();
        if (maxIdleTime != null) {
            builder.maxIdleTime(maxIdleTime);
        }
        connections = builder.build();
        routing = new NettyRoutingFilter(HttpClient.create(connections), headersFilters, properties);
    }

    @Override
    public int getOrder() {
        return NettyRoutingFilter.ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        EdgeRoute route = EdgeExchange.route(exchange);
        return route != null && route.waits() ? routing.filter(exchange, chain) : chain.filter(exchange);
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
