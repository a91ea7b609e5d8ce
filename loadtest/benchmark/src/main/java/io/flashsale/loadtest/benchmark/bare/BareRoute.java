package io.flashsale.loadtest.benchmark.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spring Cloud Gateway with two routes, which answer by themselves. Its settings are in {@code bare-route.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {"io.flashsale.web.IdentityAutoConfiguration", "io.flashsale.web.ServiceWebAutoConfiguration"})
public class BareRoute {

    private static final byte[] BODY = Constant.body();

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "bare-route");
        SpringApplication.run(BareRoute.class, arguments);
    }

    @Bean
    RouteLocator constant(RouteLocatorBuilder routes) {
        return routes.routes()
                .route(
                        "constant",
                        route -> route.path(Constant.PATH)
                                .filters(filters -> filters.filter((exchange, chain) -> answer(exchange)))
                                .uri("no://op"))
                .route(
                        "order",
                        route -> route.path("/api/orders")
                                .filters(filters -> filters.filter((exchange, chain) -> {
                                    exchange.getResponse().setStatusCode(HttpStatus.CONFLICT);
                                    return answer(exchange);
                                }))
                                .uri("no://op"))
                .build();
    }

    private static Mono<Void> answer(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(BODY.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(BODY)));
    }
}
