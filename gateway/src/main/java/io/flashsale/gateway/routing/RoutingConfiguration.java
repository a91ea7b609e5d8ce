package io.flashsale.gateway.routing;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeRoute;
import java.time.Duration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * One route per entry of {@link EdgeRoute} that a service answers; pool and timeouts are in application.yaml, those of
 * routes that wait in {@link WaitingProperties}.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    /** A crowd looks at the same page; half a second old is new enough for what decides nothing. */
    private static final Duration PUBLIC_ANSWERS_LIVE = Duration.ofMillis(500);

    private static final DataSize PUBLIC_ANSWERS_SIZE = DataSize.ofMegabytes(4);

    @Bean
    RouteLocator edgeRoutes(RouteLocatorBuilder builder, ServiceAddresses services, WaitingProperties waiting) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (EdgeRoute route : EdgeRoute.values()) {
            if (route.owner() != EdgeRoute.Owner.GATEWAY) {
                routes.route(route.id(), spec -> {
                    var chosen = spec.predicate(exchange -> EdgeExchange.route(exchange) == route);
                    if (route.access() == EdgeRoute.Access.ANYONE_MAY_READ) {
                        chosen.filters(filters -> filters.localResponseCache(PUBLIC_ANSWERS_LIVE, PUBLIC_ANSWERS_SIZE));
                    }
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
