package io.flashsale.gateway.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Pages and their assets, all from this process: the policy allows no other host and no inline script or style. */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Without the profile, pages ask for a token instead of a name. */
    private static final String WITHOUT_DEV_LOGIN = "data-dev-login=\"false\"";

    @Bean
    RouterFunction<ServerResponse> pages(ProblemCatalogue catalogue, Environment environment) {
        boolean devLogin = environment.acceptsProfiles(Profiles.of("dev"));
        String storefront = page("index.html", devLogin);
        String console = page("console.html", devLogin);
        return RouterFunctions.route()
                .GET("/", request -> html().bodyValue(storefront))
                .GET("/console", request -> html().bodyValue(console))
                .GET("/problems", request -> html().bodyValue(ProblemPages.list(catalogue.all())))
                .GET(
                        "/problems/{slug}",
                        request -> catalogue
                                .find(request.pathVariable("slug"))
                                .map(entry -> html().bodyValue(ProblemPages.one(entry)))
                                .orElseGet(() -> Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))))
                .resources("/assets/**", new ClassPathResource("pages/assets/"))
                .build();
    }

    private static String page(String name, boolean devLogin) {
        try {
            String text = new ClassPathResource("pages/" + name).getContentAsString(StandardCharsets.UTF_8);
            return devLogin ? text.replace(WITHOUT_DEV_LOGIN, "data-dev-login=\"true\"") : text;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the page " + name, e);
        }
    }

    private static ServerResponse.BodyBuilder html() {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", POLICY);
    }
}
