package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How much one buyer, device or network may ask of what leads to an order. An order costs a token that was counted when it
 * was given, so the first order a gateway sees of somebody is not asked about again.
 */
@Component
final class QuotaFilter implements EdgeFilter {

    private final Quotas quotas;
    private final ProblemAnswers answers;

    QuotaFilter(Quotas quotas, ProblemAnswers answers) {
        this.quotas = quotas;
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.QUOTA;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        EdgeRoute route = EdgeExchange.route(exchange);
        Caller caller = EdgeExchange.caller(exchange);
        if (caller == null || route == null || !route.leadsToAnOrder()) {
            return rest.filter(exchange);
        }
        boolean lenient = route == EdgeRoute.BUYING;
        String device = exchange.getRequest().getHeaders().getFirst("Device-Id");
        return quotas.buyer()
                .take(caller.subject(), lenient)
                .flatMap(wait -> !wait.isZero() || device == null
                        ? Mono.just(wait)
                        : quotas.device().take(device, lenient))
                .flatMap(wait -> !wait.isZero()
                        ? Mono.just(wait)
                        : quotas.network().take(EdgeExchange.address(exchange).prefix(), lenient))
                .flatMap(wait -> wait.isZero() ? rest.filter(exchange) : refuse(exchange, wait));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Duration wait) {
        return answers.refuse(
                exchange,
                CommonProblem.TOO_MANY_REQUESTS,
                "You have asked often. Try again after the time in Retry-After.",
                wait);
    }
}
