package io.flashsale.gateway.pages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Pages and their assets, all from this process: the policy allows no other host and no inline script. */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> pages(ProblemCatalogue catalogue) {
        return RouterFunctions.route()
                .GET("/", request -> html().bodyValue(new ClassPathResource("pages/index.html")))
                .GET("/problems", request -> html().bodyValue(ProblemPages.list(catalogue.all())))
                .GET(
                        "/problems/{slug}",
                        request -> catalogue
                                .find(request.pathVariable("slug"))
                                .map(entry -> html().bodyValue(ProblemPages.one(entry)))
                                .orElseGet(() -> Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))))
                .resources("/assets/*", new ClassPathResource("pages/assets/"))
                .build();
    }

    private static ServerResponse.BodyBuilder html() {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", POLICY);
    }
}
