package io.flashsale.gateway.routing;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeRoute;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Hands a request to its service by a table look-up: the chain knows the route already, and Spring Cloud Gateway's own
 * mapping would ask every route's predicate again.
 */
@Component
final class EdgeRouteMapping extends AbstractHandlerMapping {

    private final FilteringWebHandler handler;
    private final Map<EdgeRoute, Route> routes = new EnumMap<>(EdgeRoute.class);

    EdgeRouteMapping(FilteringWebHandler handler, @Qualifier("edgeRoutes") RouteLocator edgeRoutes) {
        this.handler = handler;
        for (Route route : edgeRoutes.getRoutes().toIterable()) {
            for (EdgeRoute edge : EdgeRoute.values()) {
                if (edge.id().equals(route.getId())) {
                    routes.put(edge, route);
                }
            }
        }
        // Before Spring Cloud Gateway's own, which is then never asked.
        setOrder(0);
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        EdgeRoute edge = EdgeExchange.route(exchange);
        Route route = edge == null ? null : routes.get(edge);
        if (route == null) {
            return Mono.empty();
        }
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
        return Mono.just(handler);
    }
}
