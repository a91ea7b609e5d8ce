package io.flashsale.gateway.entry;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets through what is in {@link EdgeRoute}; nothing else exists. */
@Component
final class RouteFilter implements EdgeFilter {

    private final ProblemAnswers answers;

    RouteFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.ROUTE;
    }

    /**
     * Paths hold ids and names only. Whatever somebody could read differently than somebody else (escapes, parameters,
     * backslashes, empty or dotted segments) is not looked at any further.
     */
    private static boolean isPlain(String path) {
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == '~'
                    || c == '@'
                    || c == ':'
                    || c == '|';
            if (!plain || (before == '/' && (c == '/' || c == '.'))) {
                return false;
            }
            before = c;
        }
        return true;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        if (!isPlain(path.value())) {
            return answers.refuse(
                    exchange,
                    CommonProblem.MALFORMED_REQUEST,
                    "The address contains characters that are not accepted.");
        }
        EdgeRoute route =
                EdgeRoute.of(request.getMethod(), path, request.getQueryParams().keySet());
        if (route != null) {
            EdgeExchange.route(exchange, route);
            return rest.filter(exchange);
        }
        Set<HttpMethod> methods = EdgeRoute.methodsOf(path);
        if (methods.isEmpty()) {
            return answers.refuse(exchange, CommonProblem.NOT_FOUND, "There is nothing at this address.");
        }
        exchange.getResponse().getHeaders().setAllow(methods);
        return answers.refuse(exchange, CommonProblem.METHOD_NOT_ALLOWED, "This address does not take this method.");
    }
}
