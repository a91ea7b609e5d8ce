package io.flashsale.gateway.routing;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeRoute;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One route per entry of {@link EdgeRoute} that a service answers; pool and timeouts are in application.yaml, those of
 * routes that wait in {@link WaitingProperties}.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RouteLocator edgeRoutes(RouteLocatorBuilder builder, ServiceAddresses services, WaitingProperties waiting) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (EdgeRoute route : EdgeRoute.values()) {
            if (route.owner() != EdgeRoute.Owner.GATEWAY) {
                routes.route(route.id(), spec -> {
                    var chosen = spec.predicate(exchange -> EdgeExchange.route(exchange) == route);
                    if (route.waits()) {
                        chosen.metadata(
                                RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                                waiting.responseTimeout().toMillis());
                    }
                    return chosen.uri(services.of(route.owner()));
                });
            }
        }
        return routes.build();
    }
}
