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
 * How much one buyer, device or network may ask of what leads to an order. A purchase token was counted by all gateways
 * together when it was given; the orders it comes back with are counted by each gateway for itself.
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
        boolean counted = EdgeExchange.permission(exchange) != null;
        String device = exchange.getRequest().getHeaders().getFirst("Device-Id");
        return take(quotas.buyer(), caller.subject(), counted)
                .flatMap(wait ->
                        !wait.isZero() || device == null ? Mono.just(wait) : take(quotas.device(), device, counted))
                .flatMap(wait -> !wait.isZero()
                        ? Mono.just(wait)
                        : take(quotas.network(), EdgeExchange.address(exchange).prefix(), counted))
                .flatMap(wait -> wait.isZero() ? rest.filter(exchange) : refuse(exchange, wait));
    }

    private static Mono<Duration> take(SharedQuota quota, String key, boolean counted) {
        return counted ? Mono.just(quota.takeHere(key)) : quota.take(key);
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Duration wait) {
        return answers.refuse(
                exchange,
                CommonProblem.TOO_MANY_REQUESTS,
                "You have asked often. Try again after the time in Retry-After.",
                wait);
    }
}
